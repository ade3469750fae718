package io.mailboxconnector.inbound.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and after which time a failed mail is delivered again: the delay grows by a factor up to a limit.
 *
 * @param maxRedeliveries deliveries after the first one; 0 gives up at once
 * @param delay the delay before the first redelivery
 * @param backoff the factor of growth, at least 1
 * @param maxDelay the limit of the delay
 */
public record RedeliveryPolicy(int maxRedeliveries, Duration delay, double backoff, Duration maxDelay) {

    /**
     * The delay before the next delivery.
     *
     * @param attempts how many deliveries have failed so far, at least 1
     * @return the delay, empty to give up
     */
    public Optional<Duration> delayAfter(int attempts) {
        if (attempts > maxRedeliveries) {
            return Optional.empty();
        }
        double millis = (double) delay.toMillis() * Math.pow(backoff, attempts - 1.0);
        return Optional.of(Duration.ofMillis((long) Math.min(millis, (double) maxDelay.toMillis())));
    }
}
