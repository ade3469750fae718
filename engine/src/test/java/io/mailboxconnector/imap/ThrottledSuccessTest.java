package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gmail does what it is asked and says beside it that it throttles: {@code OK [THROTTLED]}. */
class ThrottledSuccessTest extends SessionTest {

    @Test
    void theResultStandsAndTheMailboxIsLeftAloneAfterwards() {
        ScriptedImapServer server = start(new Answers(1, "UID SEARCH", "OK [THROTTLED] Success"));
        ImapSession session = openInbox(server);

        assertThat(session.search("ALL").uids()).isEmpty();

        assertThat(budget.pausedUntil()).isPresent();
        assertThatThrownBy(() -> session.metadata(UidSet.of(List.of(1L)))).isInstanceOf(MailboxThrottled.class);
        assertThat(server.commands("UID FETCH")).isEmpty();
    }

    @Test
    void aNamedTimeIsKept() {
        ScriptedImapServer server =
                start(new Answers(1, "UID SEARCH", "OK [THROTTLED] Suggested Backoff Time: 90000 milliseconds"));
        ImapSession session = openInbox(server);
        session.search("ALL");

        assertThat(budget.pausedUntil().orElseThrow())
                .isBefore(wire.clock().instant().plus(Duration.ofSeconds(91)))
                .isAfter(wire.clock().instant().plus(Duration.ofSeconds(60)));
    }

    @Test
    void wordsThatAreNoResponseCodeMeanNothing() {
        ScriptedImapServer server = start(new Answers(1, "UID SEARCH", "OK not [THROTTLED] at all"));
        ImapSession session = openInbox(server);
        session.search("ALL");

        assertThat(budget.pausedUntil()).isEmpty();
    }
}
