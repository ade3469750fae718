package io.mailboxconnector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.ExpungesDuringFetch;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ImapCommand;
import io.mailboxconnector.testkit.imap.ImapConversation;
import jakarta.mail.Flags;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Javadoc of {@link MailFolder} promises about keywords that are not kept and about mails that are gone. */
class FolderContractTest {

    private OutboundFixture fixture = new OutboundFixture();
    private MailboxManagedConnection managed = managed();

    @AfterEach
    void end() {
        managed.destroy();
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAKeywordThatTheServerDoesNotKeep(boolean set) throws Exception {
        MailFolder inbox = inbox(keepsOnly("\\Seen $Kept"));

        assertThatThrownBy(() -> inbox.flag(List.of(key(1)), new Flags("$Processed"), set))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX22014")
                .hasMessageContaining("$Processed")
                .hasMessageContaining("INBOX");

        assertThat(fixture.imap.commands("UID STORE")).isEmpty();
    }

    @Test
    void setsWhatTheServerKeeps() throws Exception {
        MailFolder inbox = inbox(keepsOnly("\\Seen $Kept"));
        Flags flags = new Flags("$KEPT");
        flags.add(Flags.Flag.SEEN);

        inbox.flag(List.of(key(1)), flags, true);

        assertThat(fixture.imap.commands("UID STORE")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "BODY.PEEK[]<0., ''",
        "BODY.PEEK[]<0., NO [EXPUNGEISSUED] Some of the messages no longer exist",
        "BODY.PEEK[]<0., NO The message is not there",
        "BODY.PEEK[]<1048576., ''"
    })
    void missesABigMailThatWasRemovedAfterItsSizeWasRead(String item, String answer) throws Exception {
        MailFolder inbox = inbox(new ExpungesDuringFetch(2, item, answer));
        deliverSmallBigSmall();

        List<ReceivedMail> mails = inbox.fetch(List.of(key(1), key(2), key(3)));

        assertThat(mails).extracting(mail -> mail.key().uid()).containsExactly(1L, 3L);
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void doesNotTakeABigMailThatCannotBeReadForOneThatIsGone() throws Exception {
        MailFolder inbox = inbox(new ImapBehaviour() {
            @Override
            public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
                boolean body = command.arguments().contains("BODY.PEEK[]<");
                if (body) {
                    client.send(command.tag() + " NO [CANNOT] The message is damaged");
                }
                return body;
            }
        });
        deliverSmallBigSmall();

        assertThatThrownBy(() -> inbox.fetch(List.of(key(1), key(2), key(3))))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageContaining("The message is damaged");
    }

    private void deliverSmallBigSmall() {
        fixture.imap.deliver("Subject: one\r\n\r\nHello\r\n");
        fixture.imap.deliver("Subject: two\r\n\r\n" + "0123456789012345678901234567890123456789\r\n".repeat(40_000));
        fixture.imap.deliver("Subject: three\r\n\r\nHello\r\n");
    }

    private static ImapBehaviour[] keepsOnly(String flags) {
        return new ImapBehaviour[] {
            new Answers(
                    "SELECT",
                    "* 1 EXISTS",
                    "* OK [PERMANENTFLAGS (" + flags + ")] flags",
                    "* OK [UIDVALIDITY 1700000001] valid",
                    "OK [READ-WRITE] done"),
            new Answers("UID STORE", "OK done")
        };
    }

    private MailFolder inbox(ImapBehaviour... behaviours) throws Exception {
        end();
        fixture = new OutboundFixture(behaviours);
        managed = managed();
        return ((MailboxConnection) managed.getConnection(null, null)).folder("INBOX");
    }

    private MailboxManagedConnection managed() {
        return new MailboxManagedConnection(fixture.settings(), fixture.engine, null);
    }

    private MessageKey key(long uid) {
        return new MessageKey(
                OutboundFixture.DESK, "INBOX", fixture.imap.mailbox().inbox().uidValidity(), uid);
    }
}
