package io.mailboxconnector.management;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Registers views in the platform's MBean server, each as {@code io.mailboxconnector:type=...,KEY="...",id=N}. A server that
 * refuses a registration loses the view, not what it shows. Stateless but for the numbers; safe for any thread.
 */
public final class Views {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private Views() {}

    /**
     * Registers a view.
     *
     * @param type what is shown, in a word
     * @param key the name of what tells it from others of its type
     * @param value what tells it from others
     * @param view the view
     * @param shape its interface
     * @return what ends the registration
     * @param <T> its interface
     */
    public static <T> Registration register(String type, String key, String value, T view, Class<T> shape) {
        String text = "io.mailboxconnector:type=" + type + "," + key + "=" + ObjectName.quote(value) + ",id="
                + NUMBERS.incrementAndGet();
        try {
            ObjectName name = new ObjectName(text);
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            server.registerMBean(new StandardMBean(view, shape, true), name);
            return () -> unregister(server, name);
        } catch (JMException | RuntimeException refused) {
            ManagementLog.LOG.notRegistered(refused, text);
            return Registration.NONE;
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException | RuntimeException refused) {
            ManagementLog.LOG.notUnregistered(refused, name.toString());
        }
    }
}
