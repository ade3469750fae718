package io.mailboxconnector.wire;

import io.mailboxconnector.settings.Trust;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * What all connections share: TLS contexts by trust, one daemon thread for deadlines, the clock.
 *
 * <p>Safe for use by any number of threads. Creating one does no I/O and starts no thread.
 */
public final class Wire implements AutoCloseable {

    static final String DEADLINES = "mailbox-deadlines";

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Clock clock;
    private final TlsContexts contexts = new TlsContexts();
    private final ScheduledExecutorService deadlines = deadlineThread();

    /**
     * Creates it.
     *
     * @param clock the clock of everything that uses it
     */
    public Wire(Clock clock) {
        this.clock = clock;
    }

    /**
     * The clock of everything that uses this.
     *
     * @return the clock
     */
    public Clock clock() {
        return clock;
    }

    /**
     * The TLS context for a trust setting: what the JVM trusts and, in addition, the certificates of the setting. Made once
     * per setting, made anew when a file's time or size changes. Host names are verified by the protocols, not by the context.
     *
     * @param trust the setting
     * @return the context
     * @throws io.mailboxconnector.api.ConfigurationInvalid when a file cannot be read or is not what it should be
     */
    public SSLContext tls(Trust trust) {
        return contexts.of(trust);
    }

    /**
     * A TLS context for a trust setting with which we prove who we are (RFC 8446 §4.4.2); a new one for each call.
     *
     * @param trust the setting
     * @param keys our keys
     * @return the context
     * @throws io.mailboxconnector.api.ConfigurationInvalid as {@link #tls(Trust)}
     */
    public SSLContext tls(Trust trust, KeyManager[] keys) {
        return TlsContexts.context(TrustAnchors.of(trust), keys);
    }

    /**
     * The sockets of one protocol session.
     *
     * @param trust which certificates the session accepts
     * @return new socket factories
     * @throws io.mailboxconnector.api.ConfigurationInvalid as {@link #tls(Trust)}
     */
    public SessionSockets sockets(Trust trust) {
        return new SessionSockets(tls(trust));
    }

    /**
     * One daemon thread for deadlines, started with the first task; tasks must not block. After {@link #close()} it refuses
     * tasks.
     *
     * @return the executor, which only {@code close} ends
     */
    public ScheduledExecutorService deadlines() {
        return deadlines;
    }

    /**
     * Limits something that waits.
     *
     * @param limit the time from now
     * @param action what ends the waiting; must not block
     * @return the running clock, to be closed when the waiting is over
     */
    public Deadline deadline(Duration limit, Runnable action) {
        return new Deadline(deadlines, limit, action);
    }

    /** Drops the deadlines that are still open and ends the thread; waits for it for a bounded time. Idempotent. */
    @Override
    public void close() {
        DaemonThreads.end(deadlines, LONGEST_END);
    }

    private static ScheduledThreadPoolExecutor deadlineThread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, new DaemonThreads(DEADLINES));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
