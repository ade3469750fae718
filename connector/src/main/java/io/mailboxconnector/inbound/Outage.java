package io.mailboxconnector.inbound;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One outage of a watch, from its first failure to a working connection: says one WARN when it begins or its cause
 * changes, one INFO when it is over, and how long to pause in between. Used by the watch's thread.
 */
final class Outage {

    private final String watched;
    private final Clock clock;
    private final BackOff backOff;
    private @Nullable Instant since;
    private @Nullable String cause;

    Outage(String watched, Clock clock, RandomGenerator random) {
        this.watched = watched;
        this.clock = clock;
        this.backOff = new BackOff(random);
    }

    /** Something failed. Gives the pause before the next attempt. */
    Duration failed(Throwable failure) {
        Duration floor =
                failure instanceof MailboxException known ? known.retryAdvice().delay() : Duration.ZERO;
        Duration pause = backOff.afterFailure(paceOf(failure), floor);
        String code = failure instanceof MailboxException known
                ? known.code()
                : failure.getClass().getName();
        if (since == null) {
            since = clock.instant();
        }
        if (code.equals(cause)) {
            InboundLog.LOG.stillOut(watched, code, pause);
        } else if (failure instanceof MailboxException known) {
            cause = code;
            InboundLog.LOG.outage(watched, String.valueOf(known.getMessage()), pause);
        } else {
            cause = code;
            InboundLog.LOG.defect(failure, watched, pause);
        }
        return pause;
    }

    /** A connection works. */
    void over() {
        if (since != null) {
            InboundLog.LOG.recovered(watched, Duration.between(Objects.requireNonNull(since), clock.instant()));
            since = null;
            cause = null;
        }
    }

    /** A connection ended after it had lived so long. */
    void connectionEnded(Duration lived) {
        backOff.afterConnection(lived);
    }

    private static BackOff.Pace paceOf(Throwable failure) {
        if (failure instanceof AuthenticationFailed) {
            return BackOff.Pace.AUTHENTICATION;
        }
        if (failure instanceof ConfigurationInvalid || failure instanceof MailboxRefused) {
            return BackOff.Pace.CONFIGURATION;
        }
        return BackOff.Pace.NORMAL;
    }
}
