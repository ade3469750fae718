package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.TokenExpired;
import io.mailboxconnector.inbound.board.InboundLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One outage of a watch, from its first failure to a working connection: says one WARN with its first cause, one INFO for
 * each other cause, one INFO when it is over, and how long to pause in between. Used by the watch's thread.
 */
final class Outage {

    private final String watched;
    private final Clock clock;
    private final BackOff backOff;
    private final Set<String> said = new HashSet<>();
    private @Nullable Instant since;
    private boolean greeted;
    private boolean youngTokenEnded;

    Outage(String watched, Clock clock, RandomGenerator random) {
        this.watched = watched;
        this.clock = clock;
        this.backOff = new BackOff(random);
    }

    /** Something failed. Gives the pause before the next attempt. */
    Duration failed(Throwable failure) {
        Duration floor =
                failure instanceof MailboxException known ? known.retryAdvice().delay() : Duration.ZERO;
        // A server that names the moment means it: neither sooner nor much later.
        boolean named = failure instanceof MailboxThrottled && !floor.isZero();
        Duration pause = named ? floor : backOff.afterFailure(paceOf(failure), floor);
        String code = failure instanceof MailboxException known
                ? known.code()
                : failure.getClass().getName();
        if (since == null) {
            since = clock.instant();
        }
        // A pause of the whole mailbox was told by the mailbox's budget already.
        if (named || said.contains(code)) {
            InboundLog.LOG.stillOut(watched, code, pause);
        } else {
            tell(failure, pause);
            said.add(code);
        }
        return pause;
    }

    /** A connection that was lost and a server that refuses the next one are two causes of one outage. */
    private void tell(Throwable failure, Duration pause) {
        if (!(failure instanceof MailboxException)) {
            InboundLog.LOG.defect(failure, watched, pause);
        } else if (said.isEmpty()) {
            InboundLog.LOG.outage(watched, String.valueOf(failure.getMessage()), pause);
        } else {
            InboundLog.LOG.outForAnotherCause(watched, String.valueOf(failure.getMessage()), pause);
        }
    }

    /** A connection works. */
    void over() {
        if (since == null && !greeted) {
            InboundLog.LOG.watching(watched);
        }
        greeted = true;
        if (since != null) {
            InboundLog.LOG.recovered(watched, Duration.between(Objects.requireNonNull(since), clock.instant()));
            since = null;
            said.clear();
        }
    }

    /**
     * A working connection failed after it had lived so long.
     *
     * @return whether that is routine: servers end connections after hours, at the end of a token, when they are
     *     restarted; then the next attempt may follow at once, and only its failure is an outage
     */
    boolean isRoutine(Throwable failure, Duration lived) {
        backOff.afterConnection(lived);
        boolean stable = lived.compareTo(BackOff.STABLE) >= 0;
        boolean tokenEnd = failure instanceof TokenExpired;
        // The end of a token is routine, too, on a young connection, but not again and again.
        boolean routine = failure instanceof ConnectionLost && (stable || (tokenEnd && !youngTokenEnded));
        youngTokenEnded = tokenEnd && !stable;
        if (routine) {
            InboundLog.LOG.connectionLost(watched, String.valueOf(failure.getMessage()));
        }
        return routine;
    }

    private static BackOff.Pace paceOf(Throwable failure) {
        if (failure instanceof AuthenticationFailed) {
            return BackOff.Pace.AUTHENTICATION;
        }
        if (failure instanceof ConfigurationInvalid || failure instanceof MailboxRefused) {
            return BackOff.Pace.CONFIGURATION;
        }
        if (failure instanceof MailboxThrottled) {
            return BackOff.Pace.LIMIT;
        }
        return BackOff.Pace.NORMAL;
    }
}
