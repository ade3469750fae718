package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.inbound.watch.Visit;
import io.mailboxconnector.inbound.watch.WatchPost;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What is done instead of a visit while another session has the maildrop: nothing, for a while. */
final class WaitForMaildrop implements Visit {

    private final WatchPost post;
    private final BooleanSupplier stopping;
    private final Duration pause;

    WaitForMaildrop(WatchPost post, BooleanSupplier stopping, Duration pause) {
        this.post = post;
        this.stopping = stopping;
        this.pause = pause;
    }

    @Override
    public Instant tokenExpiresAt() {
        return Instant.MAX;
    }

    @Override
    public void begin() {
        // There is no connection.
    }

    @Override
    public void attend() {
        Instant over = post.steady().instant().plus(pause);
        new Rest(post, stopping).until(now -> over);
    }

    @Override
    public void wake() {
        // It waits at the board, which whoever wakes it has nudged.
    }

    @Override
    public void abort() {
        // There is no connection.
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
