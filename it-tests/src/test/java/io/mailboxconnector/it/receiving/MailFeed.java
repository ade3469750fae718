package io.mailboxconnector.it.receiving;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.dovecot.LmtpDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Mail for all lanes, on a thread of its own: it goes on while the application server is down. */
final class MailFeed implements AutoCloseable {

    private static final int SIZE = 2_000;

    private final MailLab lab;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Future<?>> deliveries = new ArrayList<>();
    private int sent;

    MailFeed(MailLab lab) {
        this.lab = lab;
    }

    /** How many mails each lane has been sent so far, or will have been soon: {@code mail 1} and so on. */
    int sent() {
        return sent;
    }

    /** The first mails, all at once. */
    void append(int mails) {
        for (Lane lane : Lane.values()) {
            new BulkAppend(lab.dovecot(), lane.mailbox(), MailLab.PASSWORD).mails(mails, SIZE);
        }
        sent = mails;
    }

    /** Further mails, one by one, in the background. */
    void deliver(int mails) {
        int from = sent + 1;
        sent += mails;
        int to = sent;
        deliveries.add(thread.submit(() -> deliver(from, to)));
    }

    private void deliver(int from, int to) {
        try (LmtpDelivery connection = new LmtpDelivery(lab.dovecot())) {
            for (int i = from; i <= to; i++) {
                for (Lane lane : Lane.values()) {
                    connection.deliver(
                            lane.mailbox(),
                            "From: customer@example.com\r\nTo: " + lane.mailbox() + "\r\nSubject: mail " + i
                                    + "\r\n\r\nOne of many.\r\n");
                }
            }
        }
    }

    /** Waits until all was delivered. */
    void await() throws InterruptedException, ExecutionException {
        for (Future<?> delivery : deliveries) {
            delivery.get();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
