package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.imap.folders.FolderCommands;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.Drops;
import io.mailboxconnector.testkit.imap.FallsSilent;
import io.mailboxconnector.testkit.imap.SaysGoodbye;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.ThrottlesSearch;
import jakarta.mail.Flags;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failing command becomes (RFC 9051 §7.1, RFC 5530, and the words of known servers). */
class ImapFaultsTest extends SessionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO [OVERQUOTA] Mailbox is full                                             | MBX13009 | DO_NOT_RETRY
            NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)     | MBX13007 | RETRY
            NO [THROTTLED] slow down                                                   | MBX13007 | RETRY
            NO [LIMIT] too much                                                        | MBX13007 | RETRY
            NO [UNAVAILABLE] backend                                                   | MBX13006 | RETRY
            NO Server Unavailable. 15                                                  | MBX13006 | RETRY
            NO [INUSE] busy                                                            | MBX13006 | RETRY
            NO [NONEXISTENT] Unknown Mailbox                                           | MBX13010 | DO_NOT_RETRY
            NO [TRYCREATE] create it                                                   | MBX13010 | DO_NOT_RETRY
            NO Mailbox doesn't exist                                                   | MBX13010 | DO_NOT_RETRY
            NO [NOPERM] not allowed                                                    | MBX13310 | DO_NOT_RETRY
            NO Invalid credentials (Failure)                                           | MBX13014 | RETRY
            BAD Command Argument Error. 12                                             | MBX13012 | DO_NOT_RETRY
            BAD User is authenticated but not connected.                               | MBX13003 | DO_NOT_RETRY
            """)
    void classifiesByCodeElseByWords(String answer, String code, String decision) {
        ImapSession session = openInbox(start(new Answers("UID SEARCH", answer)));

        MailboxException failure = catchThrowableOfType(MailboxException.class, () -> session.search("ALL"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryAdvice().decision()).hasToString(decision);
        assertThat(failure).hasMessageContaining(TestAccounts.MAILBOX).hasMessageContaining("127.0.0.1:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE | NO [NOPERM] not here                    | MBX13310 | MailboxRefused
            CREATE | NO [CANNOT] no such sign in a name      | MBX13312 | MailboxRefused
            CREATE | NO [LIMIT] too many folders             | MBX13313 | QuotaExceeded
            CREATE | NO [OVERQUOTA] no room for a folder     | MBX13009 | MailboxFull
            CREATE | NO [INUSE] somebody is at it            | MBX13006 | MailboxUnavailable
            CREATE | NO [CORRUPTION] unreadable              | MBX13314 | MailboxRefused
            CREATE | NO [SERVERBUG] oops                     | MBX13006 | MailboxUnavailable
            CREATE | NO [CLIENTBUG] what                     | MBX13011 | MailboxRefused
            RENAME | NO [NONEXISTENT] no such folder         | MBX13010 | NotFound
            RENAME | NO [ALREADYEXISTS] it is there          | MBX13311 | MailboxRefused
            UID STORE | NO [LIMIT] too many keywords         | MBX13313 | QuotaExceeded
            UID COPY | NO [TRYCREATE] create it              | MBX13010 | NotFound
            UID COPY | NO [OVERQUOTA] full                   | MBX13009 | MailboxFull
            UID COPY | NO [EXPUNGEISSUED] some are gone      | MBX13315 | NotFound
            APPEND | NO [TRYCREATE] create it                | MBX13010 | NotFound
            APPEND | NO [OVERQUOTA] full                     | MBX13009 | MailboxFull
            APPEND | NO [TOOBIG] 10 MB at most               | MBX13313 | QuotaExceeded
            APPEND | NO [UNAVAILABLE] later                  | MBX13006 | MailboxUnavailable
            APPEND | NO [THROTTLED] slow down                | MBX13007 | MailboxThrottled
            LIST | NO [NOPERM] not allowed                   | MBX13310 | MailboxRefused
            """)
    void eachResponseCodeHasItsClass(String command, String answer, String code, String type) {
        ImapSession session = openInbox(start(new Answers(command, answer)));
        FolderCommands folders = session.folders();
        Map<String, Runnable> commands = Map.of(
                "CREATE", () -> session.createFolder("New"),
                "RENAME", () -> folders.rename("A", "B"),
                "UID STORE", () -> session.store(UidSet.of(1), new Flags(Flags.Flag.SEEN), true),
                "UID COPY", () -> session.copy(UidSet.of(1), "Other"),
                "APPEND", () -> folders.append("Other", RawMail.of(new byte[9]), new Flags(), Optional.empty()),
                "LIST", folders::list);

        MailboxException failure = catchThrowableOfType(
                MailboxException.class, () -> commands.get(command).run());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining(TestAccounts.MAILBOX);
    }

    @Test
    void tellsHowLongTheServerWantsToBeLeftAlone() {
        ImapSession session = openInbox(start(new ThrottlesSearch(Duration.ofMillis(299_961))));

        MailboxThrottled failure = catchThrowableOfType(MailboxThrottled.class, () -> session.search("ALL"));

        assertThat(failure).hasMessageStartingWith("MBX13008");
        assertThat(failure.retryAdvice().delay()).isEqualTo(Duration.ofMillis(299_961));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds  | PT4M59.961S
            NO Request is throttled.                                               | PT5M
            NO [THROTTLED] slow down                                               | PT5M
            NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure) | PT5M
            """)
    void aThrottledMailboxIsLeftAloneByAllOfItsConnections(String answer, Duration pause) {
        ScriptedImapServer server = start(new Answers("UID SEARCH", answer));
        ImapSession throttled = openInbox(server);
        ImapSession other = openInbox(server);
        Instant before = wire.clock().instant();
        catchThrowableOfType(MailboxThrottled.class, () -> throttled.search("ALL"));
        server.forgetCommands();

        assertThat(catchThrowableOfType(MailboxThrottled.class, () -> throttled.search("ALL"))
                        .code())
                .isEqualTo("MBX17003");
        assertThat(catchThrowableOfType(MailboxThrottled.class, () -> other.metadata(UidSet.of(1))))
                .isNotNull();
        assertThat(catchThrowableOfType(MailboxThrottled.class, () -> open(server)))
                .isNotNull();
        assertThat(other.isAlive()).isTrue();
        assertThat(server.commands()).isEmpty();
        assertThat(server.acceptedConnections()).isEqualTo(2);
        assertThat(budget.pausedUntil().orElseThrow())
                .isBetween(before.plus(pause), wire.clock().instant().plus(pause));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO [LIMIT] too much",
                "NO [ALERT] Too many simultaneous connections. (Failure)",
                "NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)"
            })
    void aLimitOfConnectionsLeavesTheOtherConnectionsAlone(String answer) {
        ScriptedImapServer server = start(new Answers(1, "UID SEARCH", answer));
        ImapSession refused = openInbox(server);

        assertThat(catchThrowableOfType(MailboxThrottled.class, () -> refused.search("ALL"))
                        .code())
                .isEqualTo("MBX13007");

        assertThat(refused.search("ALL").isEmpty()).isTrue();
    }

    @Test
    void aGoodbyeThatThrottlesEndsTheConnectionAndPausesTheMailbox() {
        ImapSession session = openInbox(start(
                new SaysGoodbye("UID SEARCH", "Request is throttled. Suggested Backoff Time: 60000 milliseconds")));

        MailboxThrottled failure = catchThrowableOfType(MailboxThrottled.class, () -> session.search("ALL"));

        assertThat(failure.retryAdvice().delay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(session.isBroken()).isTrue();
        assertThat(budget.pausedUntil()).isPresent();
    }

    @Test
    void aLoginThatIsThrottledPausesTheMailbox() {
        ScriptedImapServer server =
                start(new SaysGoodbye("GREETING", "Request is throttled. Suggested Backoff Time: 60000 milliseconds"));

        catchThrowableOfType(MailboxThrottled.class, () -> open(server));
        assertThat(catchThrowableOfType(MailboxThrottled.class, () -> open(server))
                        .code())
                .isEqualTo("MBX17003");

        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void staysUsableAfterARefusedCommand() {
        ImapSession session = openInbox(start(new Answers(1, "UID SEARCH", "NO not now")));

        catchThrowableOfType(MailboxException.class, () -> session.search("ALL"));

        assertThat(session.search("ALL").isEmpty()).isTrue();
    }

    @Test
    void takesTheEndOfATokenAsRoutine() {
        ImapSession session =
                openInbox(start(new SaysGoodbye("UID SEARCH", "Session invalidated - AccessTokenExpired")));

        assertThat(lost(session)).hasMessageStartingWith("MBX13014").hasMessageContaining("routine");
    }

    @Test
    void takesGoodbyeAndDropAsLost() {
        assertThat(lost(openInbox(start(new SaysGoodbye("UID SEARCH", "Connection closed. 14")))))
                .hasMessageStartingWith("MBX13013");
        assertThat(lost(openInbox(start(new Drops("UID SEARCH"))))).hasMessageContaining("127.0.0.1:");
    }

    @Test
    void losesASilentServerAfterTheReadTimeOut() {
        ImapSession session = openInbox(start(new FallsSilent("UID SEARCH")));

        assertThat(lost(session)).hasMessageStartingWith("MBX13015");
        assertThat(lost(session)).isNotNull();
    }

    @Test
    void leavesOutAMailWhoseAnswerCannotBeRead() {
        ImapSession session = openInbox(start(new Answers("UID FETCH", "* 1 FETCH (UID 1 BODY[]", "OK done")));

        assertThat(session.bodies(UidSet.of(1))).isEmpty();
    }

    @Test
    void stripsControlCharactersFromTheWordsOfTheServer() {
        ImapSession session = openInbox(start(new Answers("UID SEARCH", "NO bad\u001b[31m news" + "x".repeat(2_000))));

        assertThat(catchThrowableOfType(MailboxException.class, () -> session.search("ALL"))
                        .getMessage())
                .doesNotContain("\u001b")
                .hasSizeLessThan(1_000);
    }

    @Test
    void abortsFromAnotherThread() throws InterruptedException {
        ImapSession session = openInbox(start(new FallsSilent("UID SEARCH")));
        Thread other = new Thread(session::abort);

        other.start();

        assertThat(lost(session)).isNotNull();
        other.join();
        session.close();
    }

    private static ConnectionLost lost(ImapSession session) {
        return catchThrowableOfType(ConnectionLost.class, () -> session.search("ALL"));
    }
}
