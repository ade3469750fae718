package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.inbound.watch.WatchPost;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The time without a connection, in which deliveries go on. Belongs to the watch's thread. */
final class Rest {

    private final WatchPost post;
    private final BooleanSupplier stopping;

    Rest(WatchPost post, BooleanSupplier stopping) {
        this.post = post;
        this.stopping = stopping;
    }

    /**
     * Waits.
     *
     * @param end when the rest is to end, by the present moment; asked anew whenever something happened
     */
    void until(UnaryOperator<Instant> end) {
        while (!stopping.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            // Before anything is looked at: what comes in between ends the wait.
            int known = post.board().unsettled();
            post.dispatcher().dispatch();
            Instant now = post.steady().instant();
            Instant over = end.apply(now);
            if (!now.isBefore(over)) {
                return;
            }
            Instant retry = post.dispatcher().nextAttempt().orElse(over);
            Instant next = retry.isAfter(now) && retry.isBefore(over) ? retry : over;
            post.board().awaitSettlementsBeyond(known, Duration.between(now, next));
        }
    }
}
