package io.mailboxconnector.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * How often mail servers that refuse a token may force its renewal: one mailbox that refuses every token must not make the
 * others pay with a request each time. Not thread-safe: guarded by the lock of its owner.
 */
final class ForcedRenewals {

    static final Duration BETWEEN = Duration.ofSeconds(30);

    private Instant last = Instant.MIN;

    /** Whether one may be forced now, which is noted. After a failed attempt its own delay is enough: nothing was renewed yet. */
    boolean mayForce(Instant now, boolean lastAttemptFailed) {
        if (!lastAttemptFailed && now.isBefore(last.plus(BETWEEN))) {
            return false;
        }
        last = now;
        return true;
    }
}
