package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.api.MailboxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The thread of one outbox: round after round, with pauses that end when a mail is queued here. An outage is one line in the log,
 * and one when it is over.
 *
 * <p>Thread-safe; {@link #start} once.
 */
final class OutboxLoop {

    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final String queue;
    private final OutboxSender sender;
    private final Pace pace = new Pace();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<String> outage = Optional.empty();

    OutboxLoop(String queue, OutboxSender sender) {
        this.queue = queue;
        this.sender = sender;
        this.thread = new Thread(this::run, "mailbox-outbox " + queue);
        thread.setDaemon(true);
        thread.setContextClassLoader(OutboxLoop.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    /** A mail was queued. */
    void wake() {
        wake.release();
    }

    /** Why nothing can be sent at the moment. */
    Optional<String> outage() {
        return outage;
    }

    /** Lets the mail in hand be finished for a bounded time. */
    void stop() {
        stopping.countDown();
        wake();
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                OutboxSender.Round round = round();
                tell(round.outage());
                pause(round);
            }
        } catch (InterruptedException e) {
            // Nobody of the connector does this; whoever does wants the thread to end.
            Thread.currentThread().interrupt();
        }
    }

    /** Database and configuration may come back, as servers do. */
    private OutboxSender.Round round() {
        try {
            OutboxSender.Round round = sender.round();
            pace.works();
            return round;
        } catch (MailboxException e) {
            return new OutboxSender.Round(
                    pace.afterOutage(e.retryAdvice().delay()), Optional.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // A defect, or a data source that is being removed: without the thread nothing would ever be sent again.
            return new OutboxSender.Round(pace.afterOutage(Duration.ZERO), Optional.of(e.toString()));
        }
    }

    private void tell(Optional<String> now) {
        if (now.isPresent() && outage.isEmpty()) {
            OutboxLog.LOG.outage(queue, now.get());
        }
        if (now.isEmpty() && outage.isPresent()) {
            OutboxLog.LOG.recovered(queue);
        }
        outage = now;
    }

    private void pause(OutboxSender.Round round) throws InterruptedException {
        long millis = round.pause().toMillis();
        if (round.outage().isPresent()) {
            // A mail that is queued meanwhile does not bring the server back.
            boolean ignored = stopping.await(millis, TimeUnit.MILLISECONDS);
        } else if (millis > 0) {
            boolean ignored = wake.tryAcquire(millis, TimeUnit.MILLISECONDS);
            wake.drainPermits();
        }
    }
}
