package io.mailboxconnector.auth;

import static io.mailboxconnector.auth.AuthMessages.MESSAGES;

import io.mailboxconnector.auth.TokenState.Closed;
import io.mailboxconnector.auth.TokenState.Empty;
import io.mailboxconnector.auth.TokenState.Failed;
import io.mailboxconnector.auth.TokenState.Fetching;
import io.mailboxconnector.auth.TokenState.Held;
import io.mailboxconnector.auth.TokenState.Refreshing;
import io.mailboxconnector.auth.TokenState.Remembered;
import io.mailboxconnector.auth.TokenState.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one token of one login, shared by all callers: at most one request is under way, a usable token is always served, a
 * failure is remembered.
 *
 * <pre>
 *            token              obtained
 *   EMPTY ──────────▶ FETCHING ──────────▶ VALID ◀────────────────┐
 *     ▲                │  ▲  ▲               │ │ 80 % of life, or │ obtained,
 *     └────────────────┤  │  └───────────────┘ │ refused by mail  │ or failed: the
 *       given up,      │  │     at its end     │ server           │ token stays
 *       nothing known  ▼  │ token, time over   ▼                  │
 *                     FAILED             REFRESHING ──────────────┘
 *
 *   from everywhere: close ──▶ CLOSED
 * </pre>
 *
 * <p>Safe for use by any number of threads. The source is asked outside the lock. Who needs a token and finds none fetches it
 * in its own thread or waits for the one that does, at most {@link #LONGEST_WAIT}; a usable token is renewed in the
 * background. A token that nobody asked for since it was renewed is not renewed again before somebody does.
 */
final class TokenEntry {

    /** Longer than any request can take. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final String login;
    private final TokenRequests requests;
    private final Clock clock;
    private final Executor background;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}. */
    private TokenState state = new Empty();

    /** Whether somebody asked since the token was got; guarded by {@link #lock}. */
    private boolean asked;

    /** Guarded by {@link #lock}. */
    private final ForcedRenewals forced = new ForcedRenewals();

    /** Guarded by {@link #lock}. */
    private final RenewalTimer timer;

    TokenEntry(String login, TokenSource source, Clock clock, Executor background, ScheduledExecutorService timer) {
        this.login = login;
        this.requests = new TokenRequests(login, source, clock);
        this.clock = clock;
        this.background = background;
        this.timer = new RenewalTimer(timer, clock, this::refreshByTimer);
    }

    /** The current token, or a new one. */
    Token token() {
        @Nullable Held held;
        boolean renew = false;
        lock.lock();
        try {
            asked = true;
            held = awaitUsable();
            if (held == null) {
                become(new Fetching(state.before()));
            } else {
                renew = beginRefreshIfDue();
            }
        } finally {
            lock.unlock();
        }
        if (held == null) {
            return fetch();
        }
        if (renew) {
            background.execute(this::refresh);
        }
        return held.token();
    }

    /** Another token than the one that a mail server refused; the same one when there is no other to be had. */
    Token replacement(Token refused) {
        lock.lock();
        try {
            asked = true;
            @Nullable Held other = awaitOther(refused);
            if (other != null) {
                return other.token();
            }
            @Nullable Held held = state.heldAt(clock.instant());
            become(held == null ? new Fetching(state.before()) : new Refreshing(held, state.before()));
        } finally {
            lock.unlock();
        }
        return fetch();
    }

    /** Ends it: callers that wait get a failure, what is under way is ignored. Idempotent. */
    void close() {
        lock.lock();
        try {
            if (!(state instanceof Closed)) {
                timer.cancel();
                become(new Closed());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The state now. */
    TokenState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** How it stands. */
    TokenStatus status() {
        TokenState now = state();
        @Nullable Held held = now.held();
        Optional<Remembered> before = Optional.ofNullable(now.before());
        return new TokenStatus(
                Optional.ofNullable(held).map(known -> known.token().expiresAt()),
                before.map(failed -> String.valueOf(failed.failure().getMessage())),
                before.map(Remembered::until),
                before.map(Remembered::attempts).orElse(0),
                requests.credentialExpiry());
    }

    /** Waits for a usable token; null when there is none and nobody is fetching one: the caller has to. */
    private @Nullable Held awaitUsable() {
        long left = LONGEST_WAIT.toNanos();
        while (true) {
            @Nullable Held held = state.heldAt(clock.instant());
            if (held != null) {
                return held;
            }
            if (!state.isInFlight()) {
                throwIfClosedOrRemembered();
                return null;
            }
            left = await(left);
        }
    }

    /** Waits for a token other than the refused one; null when the caller has to renew it. */
    private @Nullable Held awaitOther(Token refused) {
        long left = LONGEST_WAIT.toNanos();
        while (true) {
            Instant now = clock.instant();
            @Nullable Held held = state.heldAt(now);
            if (held != null && !held.token().secret().equals(refused.secret())) {
                return held;
            }
            if (!state.isInFlight()) {
                throwIfClosedOrRemembered();
                return held == null || forced.mayForce(now, state.before() != null) ? null : held;
            }
            left = await(left);
        }
    }

    private void throwIfClosedOrRemembered() {
        if (state instanceof Closed) {
            throw MESSAGES.closed(null, login);
        }
        @Nullable Remembered before = state.before();
        if (before != null && before.blocks(clock.instant()) && !requests.hasOtherCredentials()) {
            throw before.again(clock.instant());
        }
    }

    /** One step of a wait; the callers look at the state again after each. Needs the lock. */
    @SuppressWarnings("WaitNotInLoop")
    private long await(long left) {
        if (left <= 0) {
            throw MESSAGES.waitedTooLong(null, login, LONGEST_WAIT);
        }
        try {
            return changed.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MESSAGES.interrupted(e, login);
        }
    }

    /** In the thread of a caller. */
    private Token fetch() {
        try {
            Held held = ask();
            obtained(held, true);
            return held.token();
        } catch (TokenRequestFailed e) {
            throw e.failure();
        }
    }

    /** In a thread of the background. */
    private void refresh() {
        try {
            obtained(ask(), false);
        } catch (TokenRequestFailed e) {
            logRenewalFailure(e);
        }
    }

    private Held ask() throws TokenRequestFailed {
        try {
            return requests.ask();
        } catch (TokenRequestFailed e) {
            settle(e.consequence() == TokenRequestFailed.Consequence.FORGET ? null : e);
            throw e;
        } catch (Error e) {
            settle(null);
            throw e;
        }
    }

    private void obtained(Held held, boolean wanted) {
        lock.lock();
        try {
            if (state instanceof Closed) {
                return;
            }
            asked = wanted;
            become(new Valid(held, null));
            scheduleRefresh();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        MESSAGES.obtained(login, held.token().expiresAt());
    }

    /** Ends a request without a token; without a failure nothing new is remembered. */
    private void settle(@Nullable TokenRequestFailed failed) {
        lock.lock();
        try {
            if (state instanceof Closed) {
                return;
            }
            @Nullable
            Remembered before = failed == null
                    ? state.before()
                    : Remembered.of(
                            failed,
                            state.before(),
                            clock,
                            ThreadLocalRandom.current().nextDouble());
            if (state instanceof Refreshing refreshing) {
                become(new Valid(refreshing.held(), before));
                scheduleRefresh();
            } else {
                become(before == null ? new Empty() : new Failed(before));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void logRenewalFailure(TokenRequestFailed failed) {
        if (state() instanceof Valid valid && valid.before() != null) {
            Remembered before = valid.before();
            if (before.attempts() == 1) {
                MESSAGES.renewalFailed(login, valid.held().token().expiresAt(), before.until(), failed.text());
            } else {
                MESSAGES.renewalFailedAgain(login, before.attempts(), failed.text());
            }
        }
    }

    private void refreshByTimer() {
        lock.lock();
        try {
            if (!asked) {
                return;
            }
            if (!beginRefreshIfDue()) {
                scheduleRefresh();
                return;
            }
        } finally {
            lock.unlock();
        }
        background.execute(this::refresh);
    }

    /** Needs the lock. */
    private boolean beginRefreshIfDue() {
        if (state instanceof Valid valid && !clock.instant().isBefore(valid.dueAt())) {
            become(new Refreshing(valid.held(), valid.before()));
            return true;
        }
        return false;
    }

    /** Needs the lock. */
    private void scheduleRefresh() {
        if (state instanceof Valid valid) {
            timer.set(valid.dueAt());
        }
    }

    /** The one place where the state changes; needs the lock. */
    private void become(TokenState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("No way from " + state + " to " + next);
        }
        state = next;
    }
}
