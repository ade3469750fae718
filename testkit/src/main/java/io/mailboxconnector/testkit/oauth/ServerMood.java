package io.mailboxconnector.testkit.oauth;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeAuthorizationServer} does instead of its duty. Guarded by the lock of the server. */
final class ServerMood {

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private final Condition changed;
    private @Nullable TokenReply scripted;
    private int scriptedTimes;
    private boolean held;
    private boolean closed;

    /** The condition belongs to the lock of the server and is signalled after each change. */
    ServerMood(Condition changed) {
        this.changed = changed;
    }

    void script(int times, TokenReply reply) {
        scripted = reply;
        scriptedTimes = times;
    }

    void hold(boolean value) {
        held = value;
    }

    void recover() {
        held = false;
        scripted = null;
        scriptedTimes = 0;
    }

    void close() {
        closed = true;
        held = false;
    }

    /** Waits while requests are held, then gives the scripted answer, if there is one. */
    Optional<TokenReply> next() throws IOException {
        awaitRelease();
        if (scripted == null || scriptedTimes == 0) {
            return Optional.empty();
        }
        scriptedTimes--;
        return Optional.of(scripted);
    }

    private void awaitRelease() throws IOException {
        long left = LONGEST_HOLD.toNanos();
        try {
            while (held && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Ended while a request waited", e);
        }
        if (closed) {
            throw new IOException("Closed while a request waited");
        }
    }
}
