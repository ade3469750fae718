package io.mailboxconnector.outbound.transaction;

import io.mailboxconnector.outbound.sending.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Submits mails whose transactions have committed, one after the other in the order of the commits, on a thread and over
 * connections of its own, which end when there is nothing to do for a while.
 *
 * <p>Nobody waits for the result: what cannot be submitted is logged and counted. Safe for use by any number of threads.
 */
public final class LateSender implements AutoCloseable {

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Lanes lanes;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedBlockingQueue<Optional<LateMail>> queue = new LinkedBlockingQueue<>();
    private final AtomicLong failures = new AtomicLong();
    private @Nullable Thread thread; // guarded by lock
    private boolean closed; // guarded by lock

    /**
     * Creates a sender without a thread.
     *
     * @param lanes the connections, closed with this sender
     */
    public LateSender(Lanes lanes) {
        this.lanes = lanes;
    }

    /**
     * How many mails were lost after their transaction had committed.
     *
     * @return the number since the start
     */
    public long failures() {
        return failures.get();
    }

    /** Takes mails; does not wait. */
    void submit(List<LateMail> mails) {
        lock.lock();
        try {
            if (!closed) {
                mails.forEach(mail -> queue.add(Optional.of(mail)));
                if (thread == null) {
                    thread = newThread();
                    thread.start();
                }
                return;
            }
        } finally {
            lock.unlock();
        }
        lost(mails);
    }

    /** Submits what is there for a bounded time, then closes the connections; what is left is lost. Idempotent. */
    @Override
    public void close() {
        Thread running = end();
        if (running != null) {
            join(running);
        }
        lanes.close();
        List<Optional<LateMail>> left = new ArrayList<>();
        queue.drainTo(left);
        lost(left.stream().flatMap(Optional::stream).toList());
    }

    private @Nullable Thread end() {
        lock.lock();
        try {
            if (!closed && thread != null) {
                queue.add(Optional.empty());
            }
            closed = true;
            return thread;
        } finally {
            lock.unlock();
        }
    }

    private static void join(Thread running) {
        try {
            running.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread newThread() {
        Thread next = new Thread(this::work, "mailbox-late-sender");
        next.setDaemon(true);
        next.setContextClassLoader(LateSender.class.getClassLoader());
        return next;
    }

    private void work() {
        try {
            for (Optional<LateMail> mail = next(); mail.isPresent(); mail = next()) {
                submit(mail.get());
            }
        } catch (InterruptedException e) {
            // Nobody of the connector does this; what is queued is told by close().
            Thread.currentThread().interrupt();
        } finally {
            lanes.rest();
        }
    }

    /** The next mail; empty when the thread is to end, because it was told to or has rested. */
    private Optional<LateMail> next() throws InterruptedException {
        Optional<LateMail> next = queue.poll(REST.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
            return next;
        }
        lock.lock();
        try {
            // Under the lock, so that whoever queues meanwhile starts another thread.
            next = queue.poll();
            if (next == null) {
                thread = null;
                return Optional.empty();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A failure, even a defect, costs one mail and not those behind it. */
    private void submit(LateMail late) {
        try {
            lanes.submit(late.settings(), late.mail());
        } catch (RuntimeException e) {
            TransactionLog.LOG.lostAfterCommit(
                    late.messageId(),
                    late.settings().account().mailbox(),
                    failures.incrementAndGet(),
                    String.valueOf(e.getMessage()),
                    e);
        } finally {
            late.close();
        }
    }

    private void lost(List<LateMail> mails) {
        if (!mails.isEmpty()) {
            failures.addAndGet(mails.size());
            TransactionLog.LOG.lostByStop(
                    mails.size(), mails.stream().map(LateMail::messageId).collect(Collectors.joining(", ")));
            mails.forEach(LateMail::close);
        }
    }
}
