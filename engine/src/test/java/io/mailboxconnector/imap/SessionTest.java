package io.mailboxconnector.imap;

import io.mailboxconnector.auth.Token;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of sessions against the scripted server share: starting, opening, closing. */
abstract class SessionTest {

    static final String MAIL = "From: ada@example.com\r\nSubject: Hello\r\n\r\nWorld\r\n";

    final Wire wire = new Wire(Clock.systemUTC());
    final MailboxBudget budget = new MailboxBudget(TestAccounts.MAILBOX, wire.clock(), Pause.real());
    SpoolDirectory spool = SpoolDirectory.ofServer();

    @TempDir
    Path spoolParent;

    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeEach
    void spoolHere() {
        spool = closing(new SpoolDirectory(spoolParent));
    }

    ScriptedImapServer start(ImapBehaviour... behaviours) {
        return closing(ScriptedImapServer.start(behaviours));
    }

    ImapSession open(ScriptedImapServer server) {
        return open(TestAccounts.oauth(server.port()), TestAccounts.token("token-1"));
    }

    ImapSession open(AccountSettings account, Token token) {
        return closing(ImapSession.open(
                account,
                () -> token,
                refused -> TestAccounts.token("token-2"),
                wire,
                budget,
                new Opening(),
                SpoolDirectory.ofServer()));
    }

    ImapSession openInbox(ScriptedImapServer server) {
        ImapSession session = open(server);
        session.select("INBOX");
        return session;
    }

    <T extends AutoCloseable> T closing(T resource) {
        toClose.add(0, resource);
        return resource;
    }

    @AfterEach
    void closeEverything() throws Exception {
        for (AutoCloseable resource : toClose) {
            resource.close();
        }
        wire.close();
    }
}
