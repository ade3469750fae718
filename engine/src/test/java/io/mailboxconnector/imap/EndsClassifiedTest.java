package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.Drops;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.FallsSilent;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import jakarta.mail.Flags;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that breaks off, refuses or falls silent at any step: the call ends with a classified failure, and no mail is lost. */
@Timeout(60)
class EndsClassifiedTest extends SessionTest {

    /** Everything that a session asks, once; gives the number of mails that were read. */
    private int walk(ScriptedImapServer server) {
        ImapSession session = open(server);
        session.select("INBOX");
        UidSet found = session.search("UNSEEN UNDELETED");
        List<MailMetadata> mails = session.metadata(found);
        int read = session.bodies(found).size();
        RawMail spooled = session.spooledBody(mails.get(0));
        spooled.close();
        session.store(UidSet.of(1), new Flags(Flags.Flag.SEEN), true);
        session.createFolder("Done");
        session.move(UidSet.of(2), "Done");
        session.delete(UidSet.of(3));
        session.idle(Duration.ofMillis(1));
        session.close();
        return read;
    }

    private ScriptedImapServer withThreeMails(ScriptedImapServer server) {
        for (int i = 0; i < 3; i++) {
            server.deliver(MAIL);
        }
        return server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTHENTICATE",
                "NAMESPACE",
                "SELECT",
                "UID SEARCH",
                "UID FETCH",
                "UID STORE",
                "CREATE",
                "UID MOVE",
                "UID EXPUNGE",
                "IDLE"
            })
    void aConnectionThatBreaksAtAnyStepIsLostAndTheNextOneFindsEveryMail(String step) {
        ScriptedImapServer server = withThreeMails(start(new Drops(step)));

        assertThatThrownBy(() -> walk(server))
                .isInstanceOfAny(ConnectionLost.class, MailboxUnavailable.class)
                .hasMessageContaining("MBX");
        // Before it idles, the walk itself has deleted a mail.
        assertThat(all(server)).isEqualTo(step.equals("IDLE") ? 2 : 3);
        // Nothing of the failure is left: the same walk ends well now, with what is still to be read.
        server.mailbox().inbox().mails().forEach(mail -> mail.flags().clear());
        if (server.mailbox().inbox().mails().size() == 3) {
            assertThat(walk(server)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "AUTHENTICATE", "SELECT", "UID SEARCH", "UID FETCH", "UID STORE", "UID MOVE"})
    void aServerThatFallsSilentAtAnyStepIsLeftAfterTheReadTimeOut(String step) {
        ScriptedImapServer server = withThreeMails(start(new FallsSilent(step)));

        assertThatThrownBy(() -> walk(server))
                .isInstanceOf(MailboxException.class)
                .hasMessageContaining("MBX");
        assertThat(all(server)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT, NO", "SELECT, BAD", "UID SEARCH, NO", "UID SEARCH, BAD", "UID FETCH, NO", "UID FETCH, BAD",
        "UID STORE, NO", "UID STORE, BAD", "UID MOVE, NO", "UID MOVE, BAD", "UID EXPUNGE, NO", "UID EXPUNGE, BAD"
    })
    void aRefusalIsClassifiedAndTheSessionStaysUsable(String step, String answer) {
        ScriptedImapServer server = withThreeMails(start(new Answers(step, answer + " not today")));
        ImapSession session = open(server);

        assertThatThrownBy(() -> {
                    session.select("INBOX");
                    session.search("ALL");
                    session.metadata(UidSet.of(1));
                    session.store(UidSet.of(1), new Flags(Flags.Flag.SEEN), true);
                    session.createFolder("Done");
                    session.move(UidSet.of(2), "Done");
                    session.delete(UidSet.of(3));
                })
                .isInstanceOf(MailboxException.class)
                .isNotInstanceOf(ConnectionLost.class)
                .hasMessageContaining("not today");
        assertThat(all(server)).isEqualTo(3);
        assertThat(session.isBroken()).isFalse();
        session.close();
    }

    @Test
    void aFolderThatWasRenumberedBetweenTwoConnectionsHasAnotherState() {
        ScriptedImapServer server = withThreeMails(start());
        long before = openInbox(server).select("INBOX").uidValidity();
        server.mailbox().inbox().renumber();

        assertThat(openInbox(server).select("INBOX").uidValidity()).isNotEqualTo(before);
    }

    @Test
    void withoutMoveAndUidPlusAFailedCopyLeavesTheMailWhereItIs() {
        ScriptedImapServer server =
                withThreeMails(start(new Without("MOVE", "UIDPLUS"), new Answers("UID COPY", "NO [OVERQUOTA] full")));
        ImapSession session = openInbox(server);
        session.createFolder("Done");

        assertThatThrownBy(() -> session.move(UidSet.of(1), "Done")).isInstanceOf(MailboxException.class);
        assertThat(server.mailbox().inbox().mails())
                .extracting(FakeMail::flags)
                .allSatisfy(flags -> assertThat(flags).doesNotContain("\\Deleted"));
    }

    private static long all(ScriptedImapServer server) {
        return server.mailbox().folderNames().stream()
                .mapToLong(folder -> server.mailbox().folder(folder).mails().size())
                .sum();
    }
}
