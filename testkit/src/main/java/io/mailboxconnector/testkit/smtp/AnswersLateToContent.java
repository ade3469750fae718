package io.mailboxconnector.testkit.smtp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a message completely and accepts it, but not at once.
 *
 * @param delay how long it takes
 */
public record AnswersLateToContent(Duration delay) implements Misbehaviour {

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Optional.empty();
    }
}
