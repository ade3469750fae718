package io.mailboxconnector.inbound.health;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.inbound.health.ActivationHealth.SetAside;
import io.mailboxconnector.inbound.health.ActivationHealth.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Notes what happens to one activation. Safe for any thread; holds a bounded number of set-aside mails. */
public final class HealthRecorder {

    /** So many mails that were set aside are remembered. */
    static final int MOST_SET_ASIDE = 50;

    private final String watched;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final Deque<SetAside> setAside = new ArrayDeque<>();
    private State state = State.STARTING;
    private Instant since;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private @Nullable Instant lastDelivery;
    private Instant tokenExpiresAt = Instant.MAX;
    private int backlog;

    /**
     * Begins.
     *
     * @param watched folder and account
     * @param clock tells the time
     */
    public HealthRecorder(String watched, Clock clock) {
        this.watched = watched;
        this.clock = clock;
        this.since = clock.instant();
    }

    /**
     * The folder is watched.
     *
     * @param tokenEnd when the token of the connection ends; {@link Instant#MAX} for a password
     */
    public void watching(Instant tokenEnd) {
        locked(() -> {
            enter(State.WATCHING);
            tokenExpiresAt = tokenEnd;
        });
    }

    /**
     * The folder cannot be watched.
     *
     * @param error code and text, without secrets
     */
    public void failed(String error) {
        locked(() -> {
            enter(State.OUT);
            lastError = error;
            lastErrorAt = clock.instant();
            tokenExpiresAt = Instant.MAX;
        });
    }

    /** It ended for good. */
    public void stopped() {
        locked(() -> {
            enter(State.STOPPED);
            tokenExpiresAt = Instant.MAX;
        });
    }

    /** A delivery was committed. */
    public void delivered() {
        locked(() -> lastDelivery = clock.instant());
    }

    /**
     * A mail is not delivered, or not for a long while.
     *
     * @param mail the mail
     * @param reason why
     */
    public void setAside(MessageKey mail, String reason) {
        locked(() -> {
            setAside.removeIf(known -> known.mail().equals(mail.toString()));
            setAside.addLast(new SetAside(mail.toString(), clock.instant(), reason));
            if (setAside.size() > MOST_SET_ASIDE) {
                setAside.removeFirst();
            }
        });
    }

    /**
     * So many mails were found and not fetched yet.
     *
     * @param mails the number
     */
    public void backlog(int mails) {
        locked(() -> backlog = mails);
    }

    /**
     * How the activation is.
     *
     * @param fetched mails that were fetched, or failed, and wait for a delivery
     * @param oldest when the oldest of the fetched ones arrived
     * @param unsettled mails whose outcome the server does not know
     * @return a snapshot
     */
    public ActivationHealth snapshot(int fetched, Optional<Instant> oldest, int unsettled) {
        lock.lock();
        try {
            return new ActivationHealth(
                    watched,
                    state,
                    since,
                    Optional.ofNullable(lastError),
                    Optional.ofNullable(lastErrorAt),
                    Optional.ofNullable(lastDelivery),
                    fetched + backlog,
                    oldest,
                    unsettled,
                    List.copyOf(setAside),
                    tokenExpiresAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(tokenExpiresAt));
        } finally {
            lock.unlock();
        }
    }

    /** Needs the lock. */
    private void enter(State next) {
        if (state != next) {
            state = next;
            since = clock.instant();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
