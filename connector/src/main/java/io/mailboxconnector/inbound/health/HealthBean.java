package io.mailboxconnector.inbound.health;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * The MBean of one activation, registered from {@link #register} until {@link #close}. Each attribute is read from a fresh
 * snapshot. A server that refuses the registration loses the view, not the activation.
 *
 * <p>Safe for any thread.
 */
public final class HealthBean implements ActivationMXBean, Registration {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Supplier<ActivationHealth> health;
    private final MBeanServer server;
    private final ObjectName name;

    private HealthBean(Supplier<ActivationHealth> health, MBeanServer server, ObjectName name) {
        this.health = health;
        this.server = server;
        this.name = name;
    }

    /**
     * Registers a view of an activation in the platform's MBean server.
     *
     * @param watched folder and account, part of the name
     * @param health gives snapshots
     * @return what ends the registration
     */
    public static Registration register(String watched, Supplier<ActivationHealth> health) {
        try {
            ObjectName name = new ObjectName("io.mailboxconnector:type=Activation,watched=" + ObjectName.quote(watched)
                    + ",id=" + NUMBERS.incrementAndGet());
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            HealthBean bean = new HealthBean(health, server, name);
            server.registerMBean(new StandardMBean(bean, ActivationMXBean.class, true), name);
            return bean;
        } catch (JMException | RuntimeException refused) {
            HealthLog.LOG.notRegistered(refused, watched);
            return () -> {};
        }
    }

    /** Ends the registration. Idempotent. */
    @Override
    public void close() {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException | RuntimeException refused) {
            HealthLog.LOG.notUnregistered(refused, name.toString());
        }
    }

    @Override
    public String getWatched() {
        return health.get().watched();
    }

    @Override
    public String getState() {
        return health.get().state().name();
    }

    @Override
    public String getSince() {
        return health.get().since().toString();
    }

    @Override
    public String getLastError() {
        return health.get().lastError().orElse("");
    }

    @Override
    public String getLastErrorAt() {
        return text(health.get().lastErrorAt());
    }

    @Override
    public String getLastDelivery() {
        return text(health.get().lastDelivery());
    }

    @Override
    public int getWaiting() {
        return health.get().waiting();
    }

    @Override
    public String getOldestWaiting() {
        return text(health.get().oldestWaiting());
    }

    @Override
    public int getUnsettled() {
        return health.get().unsettled();
    }

    @Override
    public String[] getSetAside() {
        return health.get().setAside().stream()
                .map(mail -> mail.at() + " " + mail.mail() + ": " + mail.reason())
                .toArray(String[]::new);
    }

    @Override
    public String getTokenExpiresAt() {
        return text(health.get().tokenExpiresAt());
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }
}
