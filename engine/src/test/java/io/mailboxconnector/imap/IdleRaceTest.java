package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.imap.protocol.AngusProtocol;
import io.mailboxconnector.imap.protocol.ImapLogin;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ImapCommand;
import io.mailboxconnector.testkit.imap.ImapConversation;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.wire.Opening;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server ends an IDLE by itself while another thread is about to send DONE. */
@Timeout(30)
class IdleRaceTest extends SessionTest {

    private final CountDownLatch waking = new CountDownLatch(1);
    private final CountDownLatch idling = new CountDownLatch(1);
    private final AtomicReference<ScheduledFuture<?>> deadlineOfDone = new AtomicReference<>();
    private final AtomicReference<IdleOutcome> outcome = new AtomicReference<>();

    private Idling subject;
    private AngusProtocol protocol;

    @Test
    void sendsDoneBeforeTheNextCommandAndDropsItsDeadline() throws Exception {
        ScriptedImapServer server = start(new EndsIdleWhenToldTo());
        Thread owner = new Thread(this::idleAndAskOnce);
        Deadlines deadlines = closing(new Deadlines(owner));
        connect(server, deadlines);

        owner.start();
        assertThat(idling.await(10, TimeUnit.SECONDS)).isTrue();
        subject.wake();
        owner.join();

        assertThat(outcome).hasValue(IdleOutcome.WOKEN);
        assertThat(deadlineOfDone.get().isCancelled()).isTrue();
        assertThat(server.commands()).endsWith("IDLE", "", "NOOP"); // DONE is no command of its own
    }

    private void connect(ScriptedImapServer server, Deadlines deadlines) {
        AccountSettings account = TestAccounts.oauth(server.port());
        ImapLogin.Connected connected = new ImapLogin(
                        account, () -> TestAccounts.token("token-1"), refused -> refused, wire, budget, new Opening())
                .open();
        closing(() -> connected.store().discard());
        protocol = connected.protocol();
        protocol.addResponseHandler(response -> {
            if (response.toString().contains("Still here")) {
                idling.countDown();
            }
        });
        subject = new Idling(protocol, connected.sockets(), deadlines, account.timeouts(), connected.faults());
    }

    private void idleAndAskOnce() {
        outcome.set(subject.idle(Duration.ofSeconds(20)));
        try {
            protocol.ask("NOOP", null);
        } catch (ProtocolException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the waking thread, after it decided to send DONE, until the owner has noticed the end of the IDLE. */
    private final class Deadlines extends ScheduledThreadPoolExecutor implements AutoCloseable {

        private final Thread owner;

        Deadlines(Thread owner) {
            super(1);
            this.owner = owner;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (Thread.currentThread() == owner) {
                return super.schedule(task, delay, unit);
            }
            waking.countDown();
            await().until(() ->
                    owner.getState() == Thread.State.WAITING || owner.getState() == Thread.State.TERMINATED);
            ScheduledFuture<?> deadline = super.schedule(task, delay, unit);
            deadlineOfDone.set(deadline);
            return deadline;
        }

        @Override
        public void close() {
            shutdownNow();
        }
    }

    private final class EndsIdleWhenToldTo implements ImapBehaviour {

        @Override
        public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
            if (!command.name().equals("IDLE")) {
                return false;
            }
            client.send("+ idling");
            client.send("* OK Still here");
            await().until(() -> waking.getCount() == 0);
            client.send(command.tag() + " OK IDLE completed");
            return true;
        }
    }
}
