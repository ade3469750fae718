package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.testkit.imap.RenumbersAfterDone;
import io.mailboxconnector.testkit.imap.RenumbersDuring;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import jakarta.mail.Flags;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.Test;

/** A server that gives a folder another UIDVALIDITY while it is selected (RFC 9051 §2.3.1.1). */
class RenumberingTest extends SessionTest {

    private static final UidSet ONE = UidSet.of(List.of(1L));

    @Test
    void whatIsFetchedWhileTheFolderIsRenumberedIsVoid() {
        ScriptedImapServer server = start(new RenumbersDuring("UID FETCH"));
        server.deliver(MAIL);
        ImapSession session = open(server);
        session.select("INBOX");

        assertLost(() -> session.bodies(ONE));
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void whatIsFoundWhileTheFolderIsRenumberedIsVoid() {
        ScriptedImapServer server = start(new RenumbersDuring("UID SEARCH"));
        ImapSession session = open(server);
        session.select("INBOX");

        assertLost(() -> session.search("ALL"));
    }

    @Test
    void nothingIsFlaggedAfterTheServerRenumberedUnasked() {
        ScriptedImapServer server = start(new RenumbersAfterDone());
        server.deliver(MAIL);
        ImapSession session = open(server);
        session.select("INBOX");
        session.idle(Duration.ofMillis(100));

        assertLost(() -> session.store(ONE, new Flags(Flags.Flag.SEEN), true));
        assertThat(server.commands("UID STORE")).isEmpty();
    }

    @Test
    void renumberingEndsAnIdle() {
        ScriptedImapServer server = start();
        ImapSession session = open(server);
        session.select("INBOX");
        server.broadcast("* OK [UIDVALIDITY 4711] other ones");

        assertLost(() -> session.idle(Duration.ofMinutes(5)));
    }

    @Test
    void theSameNumberAgainIsNoRenumbering() {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        ImapSession session = open(server);
        session.select("INBOX");
        server.broadcast("* OK [UIDVALIDITY " + server.mailbox().inbox().uidValidity() + "] as before");

        assertThat(session.search("ALL").uids()).containsExactly(1L);
    }

    @Test
    void anotherFolderHasAnotherNumber() {
        ScriptedImapServer server = start();
        server.mailbox().create("Archive");
        ImapSession session = open(server);
        session.select("INBOX");
        session.select("Archive");

        assertThat(session.search("ALL").uids()).isEmpty();
    }

    @Test
    void aFolderThatIsSelectedAnewForAnUnwrappedStoreMustHaveTheSameNumbers() {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        ImapSession session = open(server);
        session.select("INBOX");
        assertThat(session.unwrap(IMAPStore.class).isConnected()).isTrue();
        server.mailbox().inbox().renumber();

        assertLost(() -> session.store(ONE, new Flags(Flags.Flag.SEEN), true));
        assertThat(server.commands("UID STORE")).isEmpty();
    }

    private static void assertLost(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ConnectionLost.class).hasMessageStartingWith("MBX13250");
    }
}
