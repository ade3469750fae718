package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.mail.LocalMailServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ten mails in a second, whatever else happens. */
final class SteadyMail implements AutoCloseable {

    private static final int INTERVAL_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> subjects = new CopyOnWriteArrayList<>();

    private SteadyMail() {}

    /** Delivers from now on, with subjects that begin with a name. */
    static SteadyMail begin(LocalMailServer mail, String name) {
        SteadyMail steady = new SteadyMail();
        steady.thread.scheduleAtFixedRate(
                () -> {
                    String subject = name + " " + (steady.subjects.size() + 1);
                    mail.deliver(CUSTOMER, MAILBOX, subject, "One of many.");
                    steady.subjects.add(subject);
                },
                0,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
        return steady;
    }

    /** The subject of a mail that arrives after this call. */
    String awaitAnother() {
        // The next one may be on its way already.
        int wanted = subjects.size() + 1;
        await().until(() -> subjects.size() > wanted);
        return subjects.get(wanted);
    }

    /** Delivers no more, and tells the subjects of all mails in order. */
    List<String> end() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.MINUTES);
        return List.copyOf(subjects);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
