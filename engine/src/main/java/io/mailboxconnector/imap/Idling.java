package io.mailboxconnector.imap;

import io.mailboxconnector.imap.protocol.AngusProtocol;
import io.mailboxconnector.imap.protocol.ImapFaults;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.wire.SessionSockets;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * Drives IDLE (RFC 2177): the owner's thread blocks in a read, the thread of the deadlines or a waking thread sends DONE. A
 * server that does not answer DONE within the read time-out loses its connection; one that refuses IDLE is not asked again.
 *
 * <p>{@link #idle} belongs to the owner's thread; {@link #wake} to any.
 */
final class Idling {

    /** A server that ends each IDLE at once is not asked again sooner. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final AngusProtocol protocol;
    private final SessionSockets sockets;
    private final ScheduledExecutorService deadlines;
    private final Timeouts timeouts;
    private final ImapFaults faults;
    private final IdleGate gate = new IdleGate();
    private final AtomicReference<@Nullable ScheduledFuture<?>> answerToDone = new AtomicReference<>();
    private boolean refused; // of the owner's thread

    Idling(
            AngusProtocol protocol,
            SessionSockets sockets,
            ScheduledExecutorService deadlines,
            Timeouts timeouts,
            ImapFaults faults) {
        this.protocol = protocol;
        this.sockets = sockets;
        this.deadlines = deadlines;
        this.timeouts = timeouts;
        this.faults = faults;
    }

    void wake() {
        endIf(gate.raise(IdleOutcome.WOKEN));
    }

    IdleOutcome idle(Duration limit) {
        rememberNews();
        if (refused || !protocol.hasCapability("IDLE")) {
            return gate.await(limit);
        }
        long round = gate.begin();
        if (round == 0) {
            return gate.take();
        }
        long started = System.nanoTime();
        try {
            refused = !protocol.beginIdle();
            if (!refused) {
                idle(round, limit);
            }
        } catch (ProtocolException e) {
            throw faults.command("IDLE", e);
        } catch (IOException e) {
            throw faults.lost(e);
        } finally {
            gate.left();
            cancel(answerToDone.getAndSet(null));
        }
        rememberNews();
        Duration least = refused || limit.compareTo(SHORTEST) < 0 ? limit : SHORTEST;
        return gate.await(least.minusNanos(System.nanoTime() - started));
    }

    private void idle(long round, Duration limit) throws ProtocolException, IOException {
        sockets.setReadTimeout(limit.plus(timeouts.read()).plus(timeouts.read()));
        ScheduledFuture<?> timer =
                deadlines.schedule(() -> endIf(gate.timeUp(round)), limit.toMillis(), TimeUnit.MILLISECONDS);
        Response answer;
        try {
            rememberNews();
            endIf(gate.entered());
            answer = readToTheEnd();
        } finally {
            timer.cancel(false);
        }
        sockets.setReadTimeout(timeouts.read());
        protocol.handleResult(answer);
    }

    /** Gives the tagged response; untagged refusals are warnings (RFC 9051 §7.1). */
    private Response readToTheEnd() throws ProtocolException {
        while (true) {
            Response response = protocol.readInIdle();
            if (protocol.endsIdle(response)) {
                return response;
            }
            if (isHint(response)) {
                endIf(gate.raise(IdleOutcome.CHANGED));
            }
            rememberNews();
        }
    }

    /** Asks by NOOP; whether something changed since the last time. */
    boolean poll() throws ProtocolException {
        boolean changed = false;
        for (Response response : protocol.ask("NOOP", null)) {
            changed |= isHint(response);
        }
        return protocol.takeNews() || changed;
    }

    /** Whether a response says that something in the folder changed. */
    private static boolean isHint(Response response) {
        return response instanceof IMAPResponse untagged
                && (untagged.keyEquals("EXISTS")
                        || untagged.keyEquals("EXPUNGE")
                        || untagged.keyEquals("RECENT")
                        || untagged.keyEquals("FETCH"));
    }

    private void rememberNews() {
        if (protocol.takeNews()) {
            endIf(gate.raise(IdleOutcome.CHANGED));
        }
    }

    /**
     * The deadline is set before DONE goes out: the answer may come at once. The owner does not leave the IDLE before the gate
     * knows that DONE is sent, and therefore finds the deadline to cancel it.
     */
    private void endIf(boolean mustEnd) {
        if (!mustEnd) {
            return;
        }
        try {
            answerToDone.set(deadlines.schedule(sockets::abort, timeouts.read().toMillis(), TimeUnit.MILLISECONDS));
            protocol.idleAbort();
        } catch (RejectedExecutionException shuttingDown) {
            sockets.abort();
        } finally {
            gate.sent();
        }
    }

    private static void cancel(@Nullable ScheduledFuture<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
