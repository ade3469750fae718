package io.mailboxconnector.inbound.delivery;

import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.ledger.Ledger;
import io.mailboxconnector.inbound.settings.InboundSettings;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps up to {@code maxConcurrency} deliveries running while mails are queued. Thread-safe.
 *
 * <p>When the container has no endpoint or no thread, the mails stay queued, no attempt is counted, and the watch asks
 * again after a growing pause (back-pressure, Connectors 2.1 §13.4.2 {@code UnavailableException}).
 */
public final class Dispatcher implements Delivery.Ending {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String watched;
    private final WorkManager workManager;
    private final MessageEndpointFactory endpoints;
    private final TransactionSynchronizationRegistry registry;
    private final DeliveryBoard board;
    private final LedgerGate gate;
    private final InboundSettings settings;
    private final Clock clock;
    private final Runnable wakeWatch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    // Guarded by lock.
    private int running;
    private int starting;
    private Duration pause = Duration.ZERO;
    private Instant pausedUntil = Instant.MIN;

    public Dispatcher(
            String watched,
            WorkManager workManager,
            MessageEndpointFactory endpoints,
            TransactionSynchronizationRegistry registry,
            DeliveryBoard board,
            Ledger ledger,
            InboundSettings settings,
            Clock clock,
            Runnable wakeWatch) {
        this.watched = watched;
        this.workManager = workManager;
        this.endpoints = endpoints;
        this.registry = registry;
        this.board = board;
        this.gate = new LedgerGate(ledger, board, settings);
        this.settings = settings;
        this.clock = clock;
        this.wakeWatch = wakeWatch;
    }

    /** Starts as many deliveries as are useful and allowed. Called by the watch and at the end of each delivery. */
    public void dispatch() {
        while (reserve()) {
            try {
                workManager.scheduleWork(new Delivery(endpoints, registry, board, gate, settings.batchSize(), this));
            } catch (WorkException | RuntimeException | Error e) {
                refused(e);
                return;
            }
        }
    }

    /** When the container shall be asked again, if it refused and a mail waits for a delivery. */
    public Optional<Instant> nextAttempt() {
        lock.lock();
        try {
            boolean waiting = !pause.isZero() && mayStart();
            return waiting ? Optional.of(pausedUntil) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void taken() {
        lock.lock();
        try {
            starting--;
            pause = Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finished() {
        lock.lock();
        try {
            running--;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    @Override
    public void refused(Throwable reason) {
        Duration current;
        boolean first;
        lock.lock();
        try {
            running--;
            starting--;
            first = pause.isZero();
            Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            pausedUntil = clock.instant().plus(pause);
            current = pause;
        } finally {
            lock.unlock();
        }
        if (reason instanceof Error && first) {
            InboundLog.LOG.cannotDeliver(reason, watched, current);
        } else {
            InboundLog.LOG.backPressure(watched, String.valueOf(reason.getMessage()), current);
        }
        wakeWatch.run();
    }

    /** Waits until every delivery that took mails has released its endpoint; false when the limit is over before. */
    public boolean awaitEnded(Duration limit) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (running > starting) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = ended.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean reserve() {
        lock.lock();
        try {
            boolean paused = !pause.isZero() && clock.instant().isBefore(pausedUntil);
            if (paused || !mayStart()) {
                return false;
            }
            running++;
            starting++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Needs the lock. More deliveries than queued mails would find nothing. */
    private boolean mayStart() {
        return running < settings.maxConcurrency() && starting < board.deliverable();
    }
}
