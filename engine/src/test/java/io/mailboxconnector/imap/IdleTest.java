package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.AnswersLateToDone;
import io.mailboxconnector.testkit.imap.DeliversDuring;
import io.mailboxconnector.testkit.imap.DropsDuringIdle;
import io.mailboxconnector.testkit.imap.EndsIdleAtOnce;
import io.mailboxconnector.testkit.imap.NeverAnswersDone;
import io.mailboxconnector.testkit.imap.RefusesIdle;
import io.mailboxconnector.testkit.imap.SaysStillHere;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IDLE (RFC 2177) against servers that behave, and servers that do not. */
@Timeout(30)
class IdleTest extends SessionTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final ExecutorService owner = Executors.newSingleThreadExecutor();

    @AfterEach
    void stopOwner() {
        owner.shutdownNow();
    }

    @Test
    void endsWhenMailArrivesAndCollapsesHints() throws Exception {
        ScriptedImapServer server = start(new AnswersLateToDone(Duration.ofMillis(200)));
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        for (int i = 0; i < 5; i++) {
            server.deliver(MAIL);
        }

        assertThat(idle.get()).isEqualTo(IdleOutcome.CHANGED);
        assertThat(server.commands("DONE")).hasSize(1);
        assertThat(session.search("ALL").uids()).hasSize(5);
        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
    }

    @Test
    void endsWhenMailIsRemoved() throws Exception {
        ScriptedImapServer server = start();
        long uid = server.deliver(MAIL);
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        server.expunge("INBOX", List.of(uid));

        assertThat(idle.get()).isEqualTo(IdleOutcome.CHANGED);
    }

    @Test
    void endsWhenFlagsChange() throws Exception {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        server.broadcast("* 1 FETCH (FLAGS (\\Seen))");

        assertThat(idle.get()).isEqualTo(IdleOutcome.CHANGED);
    }

    @Test
    void endsWhenTheTimeIsOverAndLeavesTheConnectionUsable() {
        ScriptedImapServer server = start(new SaysStillHere());
        ImapSession session = openInbox(server);

        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(session.search("ALL").isEmpty()).isTrue();
        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(server.commands("DONE")).hasSize(2);
    }

    @Test
    void isNotEndedByLinesThatMeanNothing() throws Exception {
        ScriptedImapServer server = start(new SaysStillHere());
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        server.broadcast("* OK Still here");
        server.broadcast("* NO [ALERT] Mailbox is at 95% of its quota");
        session.wake();

        assertThat(idle.get()).isEqualTo(IdleOutcome.WOKEN);
        assertThat(session.search("ALL").isEmpty()).isTrue();
    }

    @Test
    void outlastsTheReadTimeOut() {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        assertThat(session.idle(TestAccounts.READ.multipliedBy(2))).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(session.search("ALL").isEmpty()).isTrue();
    }

    @Test
    void isWokenFromAnotherThread() throws Exception {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        session.wake();
        session.wake();

        assertThat(idle.get()).isIn(IdleOutcome.WOKEN);
        assertThat(server.commands("DONE")).hasSize(1);
    }

    @Test
    void remembersAWakeThatCameTooEarly() {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        session.wake();

        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.WOKEN);
        assertThat(server.commands("IDLE")).isEmpty();
        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
    }

    @Test
    void remembersMailThatWasAnnouncedDuringAnotherCommand() {
        ScriptedImapServer server = start(new DeliversDuring("UID SEARCH"));
        ImapSession session = openInbox(server);
        session.search("UNSEEN");

        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.CHANGED);
        assertThat(server.commands("IDLE")).isEmpty();
        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
    }

    @Test
    void noticesMailThatArrivesBeforeTheServerIdles() {
        ScriptedImapServer server = start(new DeliversDuring("IDLE"));
        ImapSession session = openInbox(server);

        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.CHANGED);
    }

    @Test
    void doesNotTakeTheFolderItSelectsAsNews() {
        ScriptedImapServer server = start();
        server.mailbox().create("Other");
        server.deliver(MAIL);
        ImapSession session = open(server);
        session.select("Other");
        session.select("INBOX");

        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
    }

    @Test
    void doesNotTakeItsOwnMovesAsNews() {
        ScriptedImapServer server = start();
        server.mailbox().create("Done");
        server.deliver(MAIL);
        server.deliver(MAIL);
        ImapSession session = openInbox(server);

        session.move(UidSet.of(1), "Done");

        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
    }

    @Test
    void losesTheConnectionWhenTheServerDropsIt() {
        ImapSession session = openInbox(start(new DropsDuringIdle()));

        assertThatThrownBy(() -> session.idle(LONG)).isInstanceOf(ConnectionLost.class);
    }

    @Test
    void waitsForALateAnswerToDone() {
        ImapSession session = openInbox(start(new AnswersLateToDone(Duration.ofMillis(300))));

        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(session.search("ALL").isEmpty()).isTrue();
    }

    @Test
    void losesTheConnectionWhenDoneIsNeverAnswered() {
        ScriptedImapServer server = start(new NeverAnswersDone());
        ImapSession session = openInbox(server);

        assertThatThrownBy(() -> session.idle(SHORT)).isInstanceOf(ConnectionLost.class);
        await().until(() -> server.openConnections() == 0);
    }

    @Test
    void endsByAbort() throws Exception {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        session.abort();

        assertThatThrownBy(idle::get).hasCauseInstanceOf(ConnectionLost.class);
    }

    @Test
    void endsByTheExpiryOfTheToken() throws Exception {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = idle(session, server);
        server.broadcast("* BYE Session invalidated - AccessTokenExpired");

        assertThatThrownBy(idle::get).hasMessageContaining("MBX13014");
    }

    @Test
    void waitsWithoutACommandWhereTheServerHasNoIdle() throws Exception {
        ScriptedImapServer server = start(new Without("IDLE"));
        ImapSession session = openInbox(server);
        long before = session.commandCount();

        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
        session.wake();
        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.WOKEN);
        assertThat(session.commandCount()).isEqualTo(before);
    }

    @Test
    void leavesAServerAloneThatEndsEveryIdleAtOnce() {
        ScriptedImapServer server = start(new EndsIdleAtOnce());
        ImapSession session = openInbox(server);
        long began = System.nanoTime();

        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.TIMED_OUT);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(session.search("ALL").isEmpty()).isTrue();
        assertThat(server.commands()
                        .subList(
                                server.commands().indexOf("IDLE"),
                                server.commands().size()))
                .containsExactly("IDLE", "IDLE", "UID SEARCH ALL");
    }

    @Test
    void seesTheNewsOfAnIdleThatTheServerEnded() {
        ImapSession session = openInbox(start(new Answers("IDLE", "+ idling", "* 1 EXISTS", "OK IDLE completed")));

        assertThat(session.idle(LONG)).isEqualTo(IdleOutcome.CHANGED);
        assertThat(session.search("ALL").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO [CANNOT] not here", "BAD Unknown command", "OK nothing to wait for"})
    void asksOnceForAnIdleThatTheServerRefuses(String answer) throws Exception {
        ScriptedImapServer server = start(new RefusesIdle(answer));
        ImapSession session = openInbox(server);

        Future<IdleOutcome> idle = owner.submit(() -> session.idle(LONG));
        await().until(() -> server.commands("IDLE").size() == 1);
        session.wake();
        assertThat(idle.get()).isEqualTo(IdleOutcome.WOKEN);
        assertThat(session.idle(SHORT)).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(session.idle(TestAccounts.READ.multipliedBy(2))).isEqualTo(IdleOutcome.TIMED_OUT);
        server.deliver(MAIL);
        assertThat(session.poll()).isTrue();

        assertThat(server.commands("IDLE")).hasSize(1);
        assertThat(server.commands("DONE")).isEmpty();
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void staysUsableWhenAnIdleEndsByARefusal() {
        ImapSession session = openInbox(start(new Answers("IDLE", "+ idling", "NO enough")));

        assertThatThrownBy(() -> session.idle(LONG)).isInstanceOf(MailboxRefused.class);

        assertThat(session.search("ALL").isEmpty()).isTrue();
    }

    @Test
    void pollsByOneNoop() {
        ScriptedImapServer server = start(new Without("IDLE"));
        ImapSession session = openInbox(server);

        assertThat(session.poll()).isFalse();
        server.deliver(MAIL);
        assertThat(session.poll()).isTrue();
        assertThat(session.poll()).isFalse();
        assertThat(server.commands("NOOP")).hasSize(3);
    }

    @Test
    void survivesManyRoundsOfWakingAndDelivering() throws Exception {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);
        int woken = 0;
        int changed = 0;
        for (int round = 0; round < 200; round++) {
            boolean deliver = round % 2 == 0;
            Future<IdleOutcome> idle = owner.submit(() -> session.idle(LONG));
            if (deliver) {
                server.deliver(MAIL);
            } else {
                session.wake();
            }
            IdleOutcome outcome = idle.get();
            woken += outcome == IdleOutcome.WOKEN ? 1 : 0;
            changed += outcome == IdleOutcome.CHANGED ? 1 : 0;
        }
        assertThat(woken).isEqualTo(100);
        assertThat(changed).isEqualTo(100);
        assertThat(server.commands("DONE")).hasSameSizeAs(server.commands("IDLE"));
    }

    private Future<IdleOutcome> idle(ImapSession session, ScriptedImapServer server) {
        Future<IdleOutcome> idle = owner.submit(() -> session.idle(LONG));
        await().until(() -> server.idleConnections() == 1);
        return idle;
    }
}
