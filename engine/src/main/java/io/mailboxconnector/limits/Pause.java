package io.mailboxconnector.limits;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a thread waits; tests wait without time passing. Safe for use by any number of threads. */
@FunctionalInterface
public interface Pause {

    /**
     * Lets the calling thread wait.
     *
     * @param length how long
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    void pause(Duration length) throws InterruptedException;

    /**
     * The pause of real life.
     *
     * @return a pause that lasts as long as it says
     */
    static Pause real() {
        return length -> {
            // Nobody counts down: only the time ends it.
            boolean ignored = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
        };
    }
}
