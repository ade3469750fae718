package io.mailboxconnector.management;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * A kind of MBean, such as that of an outbox. Each one of it is named {@code io.mailboxconnector:type=…}, by what it shows and a
 * number, since a server may run the connector more than once. A server that refuses a registration loses the view, not the thing.
 *
 * <p>Safe for any thread.
 *
 * @param <T> the interface of attributes and operations
 */
public final class MBeanKind<T> {

    private final Class<T> contract;
    private final String prefix;
    private final BiConsumer<Throwable, String> notRegistered;
    private final BiConsumer<Throwable, String> notUnregistered;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Creates a kind.
     *
     * @param contract the MXBean interface
     * @param type what it is called
     * @param key what stands in a name for the thing that is shown
     * @param notRegistered hears of a registration that was refused, with what would have been shown
     * @param notUnregistered hears of one that could not be ended, with its name
     */
    public MBeanKind(
            Class<T> contract,
            String type,
            String key,
            BiConsumer<Throwable, String> notRegistered,
            BiConsumer<Throwable, String> notUnregistered) {
        this.contract = contract;
        this.prefix = "io.mailboxconnector:type=" + type + "," + key + "=";
        this.notRegistered = notRegistered;
        this.notUnregistered = notUnregistered;
    }

    /**
     * Registers a bean in the platform's MBean server.
     *
     * @param shown the thing that it shows, part of the name
     * @param bean the bean
     * @return what ends the registration
     */
    public Registration register(String shown, T bean) {
        try {
            ObjectName name = new ObjectName(prefix + ObjectName.quote(shown) + ",id=" + numbers.incrementAndGet());
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            server.registerMBean(new StandardMBean(bean, contract, true), name);
            return () -> unregister(server, name);
        } catch (JMException | RuntimeException refused) {
            notRegistered.accept(refused, shown);
            return Registration.NONE;
        }
    }

    private void unregister(MBeanServer server, ObjectName name) {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException | RuntimeException refused) {
            notUnregistered.accept(refused, name.toString());
        }
    }
}
