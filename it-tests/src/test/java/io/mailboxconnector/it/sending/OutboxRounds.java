package io.mailboxconnector.it.sending;

import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.WildFlyServer;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills an application server at moments that a seed decides, while orders are placed on it, and waits in the end until no mail
 * is left in the outbox. Belongs to one thread.
 */
final class OutboxRounds {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MOST_ORDERS = 60;
    private static final double LONGEST_DELAY_MICROS = 300_000;

    private final Shop shop;
    private final WildFlyServer victim;
    private final OutboxRows rows;
    private final String factory;
    private final String dataSource;
    private final Random random;

    OutboxRounds(Shop shop, WildFlyServer victim, OutboxRows rows, String factory, String dataSource, long seed) {
        this.shop = shop;
        this.victim = victim;
        this.rows = rows;
        this.factory = factory;
        this.dataSource = dataSource;
        this.random = new Random(seed);
    }

    void run(int kills) throws SQLException, InterruptedException {
        for (int kill = 1; kill <= kills; kill++) {
            victim.start();
            int before = rows.orders();
            int wanted = 10 + random.nextInt(MOST_ORDERS);
            long delay = Math.round(random.nextDouble() * LONGEST_DELAY_MICROS);
            AtomicBoolean alive = new AtomicBoolean(true);
            Thread customer = new Thread(new Customer(kill, alive), "customer");
            customer.start();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> rows.orders() >= before + wanted);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delay));
            victim.kill();
            alive.set(false);
            customer.join();
            System.out.println("kill " + kill + "/" + kills + ", " + delay / 1000 + " ms after " + wanted
                    + " more orders: " + rows.orders() + " committed, "
                    + rows.inState("SENT").size() + " sent, "
                    + rows.inState("UNKNOWN").size() + " unknown");
        }
        victim.start();
        await("the outbox is drained").atMost(LIMIT).until(rows::isDrained);
    }

    /** Places orders until the server is gone; every fifth is withdrawn. */
    private final class Customer implements Runnable {

        private final int round;
        private final AtomicBoolean alive;

        Customer(int round, AtomicBoolean alive) {
            this.round = round;
            this.alive = alive;
        }

        @Override
        public void run() {
            for (int i = 1; alive.get(); i++) {
                try {
                    shop.order(factory, dataSource, "order-" + round + "-" + i, i % 5 == 0 ? "rollback" : "commit");
                } catch (UncheckedIOException gone) {
                    // The server was killed. Whether this order was placed is what its table says.
                    return;
                }
            }
        }
    }
}
