package io.mailboxconnector.outbound.outbox;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * The MBean of one outbox. A server that refuses the registration loses the view, not the outbox. Thread-safe.
 */
final class OutboxView implements OutboxMXBean {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Outbox outbox;

    private OutboxView(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Registers a view; what is returned ends the registration. */
    static Runnable register(Outbox outbox) {
        String queue = outbox.queue();
        try {
            ObjectName name = new ObjectName("io.mailboxconnector:type=Outbox,queue=" + ObjectName.quote(queue) + ",id="
                    + NUMBERS.incrementAndGet());
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            server.registerMBean(new StandardMBean(new OutboxView(outbox), OutboxMXBean.class, true), name);
            return () -> unregister(server, name);
        } catch (JMException | RuntimeException refused) {
            OutboxLog.LOG.notRegistered(refused, queue);
            return () -> {};
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException | RuntimeException refused) {
            OutboxLog.LOG.notUnregistered(refused, name.toString());
        }
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
