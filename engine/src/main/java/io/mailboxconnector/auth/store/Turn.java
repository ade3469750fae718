package io.mailboxconnector.auth.store;

import static io.mailboxconnector.auth.store.StoreMessages.MESSAGES;

import io.mailboxconnector.limits.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits until it is a thread's turn at a place that other processes use too. Immutable. */
final class Turn {

    /** Longer than any token request, so that a node that works is waited for. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(50);

    private final Pause pause;

    Turn(Pause pause) {
        this.pause = pause;
    }

    /** Tries until it succeeds. */
    <T> T take(String principal, String place, Supplier<Optional<T>> attempt) {
        for (long step = 0; step <= LIMIT.dividedBy(STEP); step++) {
            Optional<T> taken = attempt.get();
            if (taken.isPresent()) {
                return taken.get();
            }
            try {
                pause.pause(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw MESSAGES.interrupted(e, principal, place);
            }
        }
        throw MESSAGES.lockedTooLong(principal, place, LIMIT);
    }
}
