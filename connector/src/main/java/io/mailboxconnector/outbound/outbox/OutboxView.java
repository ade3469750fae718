package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.management.Registration;
import io.mailboxconnector.management.Views;

/**
 * The MBean of one outbox. Thread-safe.
 */
final class OutboxView implements OutboxMXBean {

    private final Outbox outbox;

    private OutboxView(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Registers a view; what is returned ends the registration. */
    static Registration register(Outbox outbox) {
        return Views.register("Outbox", "queue", outbox.queue(), new OutboxView(outbox), OutboxMXBean.class);
    }

    @Override
    public String getQueue() {
        return outbox.queue();
    }

    @Override
    public long getQueued() {
        return outbox.health().count(OutboxState.QUEUED);
    }

    @Override
    public long getSending() {
        OutboxHealth health = outbox.health();
        return health.count(OutboxState.SENDING) + health.count(OutboxState.TRANSMITTING);
    }

    @Override
    public long getSent() {
        return outbox.health().count(OutboxState.SENT);
    }

    @Override
    public long getRejected() {
        return outbox.health().count(OutboxState.REJECTED);
    }

    @Override
    public long getUnknown() {
        return outbox.health().count(OutboxState.UNKNOWN);
    }

    @Override
    public String getOutage() {
        return outbox.outage().orElse("");
    }

    @Override
    public String[] parked() {
        return outbox.parked(100).stream()
                .map(mail -> String.join(
                        " | ",
                        mail.id(),
                        mail.state().name(),
                        mail.since().toString(),
                        mail.messageId(),
                        String.join(", ", mail.recipients()),
                        mail.attempts() + " attempts",
                        mail.reason()))
                .toArray(String[]::new);
    }

    @Override
    public boolean redrive(String id) {
        return outbox.redrive(id);
    }

    @Override
    public boolean delete(String id) {
        return outbox.delete(id);
    }
}
