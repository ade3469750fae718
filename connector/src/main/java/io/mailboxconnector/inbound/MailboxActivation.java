package io.mailboxconnector.inbound;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.board.SharedMemory;
import io.mailboxconnector.inbound.delivery.Dispatcher;
import io.mailboxconnector.inbound.health.ActivationHealth;
import io.mailboxconnector.inbound.health.HealthBean;
import io.mailboxconnector.inbound.ledger.Durability;
import io.mailboxconnector.inbound.maildrop.Maildrop;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.watch.FolderVisit;
import io.mailboxconnector.inbound.watch.MailboxWatch;
import io.mailboxconnector.inbound.watch.Visit;
import io.mailboxconnector.inbound.watch.WatchPost;
import io.mailboxconnector.inbound.watch.WatchThreads;
import io.mailboxconnector.management.AccountView;
import io.mailboxconnector.management.Registration;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One activated message-driven bean: owns its board, its dispatcher, its watch and the watch's thread (Connectors 2.1
 * §13.4.2). Thread-safe; {@link #stop} is idempotent.
 */
final class MailboxActivation {

    /** How long deactivation waits for the last settlements and the goodbye to the server. */
    private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(10);

    private final InboundSettings settings;
    private final MailEngine engine;
    private final Clock steady;
    private final DeliveryBoard board;
    private final Dispatcher dispatcher;
    private final MailboxWatch watch;
    private final Thread thread;
    private final ReentrantLock stopLock = new ReentrantLock();

    // Guarded by stopLock.
    private boolean stopped;
    private Registration view = Registration.NONE;
    private Registration accountView = Registration.NONE;

    MailboxActivation(
            MessageEndpointFactory endpoints,
            InboundSettings settings,
            MailEngine engine,
            Clock steady,
            WorkManager workManager,
            TransactionSynchronizationRegistry registry,
            SharedMemory memory) {
        this.settings = settings;
        this.engine = engine;
        this.steady = steady;
        String consumer = consumerOf(endpoints, settings);
        this.board = new DeliveryBoard(settings, consumer, memory, engine.clock(), steady, this::wake);
        Durability durability = Durability.of(
                settings,
                consumer,
                engine.clock(),
                () -> registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION);
        this.dispatcher = new Dispatcher(
                settings.watched(),
                workManager,
                endpoints,
                registry,
                board,
                durability.ledger(),
                settings,
                steady,
                this::wake);
        WatchPost post = new WatchPost(settings, board, dispatcher, durability, engine.clock(), steady);
        this.watch = new MailboxWatch(settings.watched(), visits(post, engine), board, steady);
        this.thread = WatchThreads.newThread("mailbox-watch " + settings.watched(), watch);
    }

    private static Visit.Opener visits(WatchPost post, MailEngine engine) {
        return switch (post.settings().protocol()) {
            case IMAP ->
                (opening, stopping) -> new FolderVisit(
                        post, engine.openImap(post.settings().account().account(), opening), stopping);
            case POP3 -> new Maildrop(post, engine::openPop3);
        };
    }

    /**
     * Servers are free in what they call an activation, and some give the same name to all beans of one adapter: the class
     * makes it tell them apart.
     */
    private static String consumerOf(MessageEndpointFactory endpoints, InboundSettings settings) {
        return settings.durability()
                .consumerName()
                .orElseGet(() -> endpoints.getActivationName() + "/"
                        + endpoints.getEndpointClass().getName());
    }

    /** Starts watching; returns at once. */
    void start() {
        stopLock.lock();
        try {
            view = HealthBean.register(settings.watched(), board::snapshot);
            accountView = AccountView.register(settings.watched(), settings.account(), engine);
        } finally {
            stopLock.unlock();
        }
        thread.start();
    }

    /** Ends intake; returns at once. */
    void beginStop() {
        board.close();
    }

    /**
     * Ends intake, waits a bounded time for running deliveries, writes their settlements, closes the connection and joins
     * the watch's thread. A thread inside a bean is left alone.
     *
     * @param asked when the stop began, by the clock for intervals: running deliveries are waited for so long from then on as {@code drainTimeout} says
     */
    void stop(Instant asked) {
        stopLock.lock();
        try {
            if (stopped) {
                return;
            }
            stopped = true;
            board.close();
            if (!dispatcher.awaitEnded(Duration.between(steady.instant(), asked.plus(settings.drainTimeout())))) {
                InboundLog.LOG.notDrained(settings.watched(), board.delivering());
            }
            watch.stop();
            join();
            view.close();
            accountView.close();
            int unsettled = board.unsettled();
            if (unsettled > 0) {
                InboundLog.LOG.unsettled(settings.watched(), unsettled);
            }
            InboundLog.LOG.stopped(settings.watched());
        } finally {
            stopLock.unlock();
        }
    }

    /** How the activation is. */
    ActivationHealth health() {
        return board.snapshot();
    }

    private void join() {
        try {
            thread.join(GOODBYE_LIMIT.toMillis());
            if (thread.isAlive()) {
                watch.abort();
                thread.join(GOODBYE_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            watch.abort();
            Thread.currentThread().interrupt();
        }
    }

    /** The board and the dispatcher are made before the watch, and have nothing to say before it runs. */
    private void wake() {
        watch.wake();
    }
}
