package io.mailboxconnector.it.sending;

import io.mailboxconnector.it.server.WildFlyServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.as.controller.client.helpers.ClientConstants;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/**
 * A connection factory as an administrator declares it. Immutable.
 *
 * @param name its name, bound to {@code java:/eis/}
 * @param properties of the connector
 * @param pool attributes of the connection definition
 */
record MailFactory(String name, Map<String, String> properties, Map<String, String> pool) {

    private static final String ADAPTER = "mailbox-connector.rar";

    /** One whose mail server is here and knows everybody. */
    static MailFactory on(int smtpPort, String name, String mailbox) {
        return new MailFactory(
                name,
                Map.of(
                        "mailbox", mailbox,
                        "password", "any-will-do",
                        "imapHost", "127.0.0.1",
                        "imapTls", "none",
                        "smtpHost", "127.0.0.1",
                        "smtpPort", String.valueOf(smtpPort),
                        "smtpTls", "none",
                        "saveToSent", "never"),
                Map.of());
    }

    MailFactory with(String property, String value) {
        return new MailFactory(name, added(properties, property, value), pool);
    }

    MailFactory without(String property) {
        Map<String, String> fewer = new LinkedHashMap<>(properties);
        fewer.remove(property);
        return new MailFactory(name, fewer, pool);
    }

    MailFactory withPool(String attribute, String value) {
        return new MailFactory(name, properties, added(pool, attribute, value));
    }

    /** What the account script takes. */
    Map<String, String> account() {
        return added(properties, "account", name);
    }

    /** Declares the adapter, once, before the first factory. */
    static void declareAdapter(WildFlyServer server) {
        ModelNode adapter = Operations.createAddOperation(
                Operations.createAddress("subsystem", "resource-adapters", "resource-adapter", ADAPTER));
        adapter.get("archive").set(ADAPTER);
        adapter.get("statistics-enabled").set(true);
        server.execute(adapter);
    }

    /** Where a factory stands in the configuration of a server. */
    static ModelNode address(String name) {
        return Operations.createAddress(
                "subsystem", "resource-adapters", "resource-adapter", ADAPTER, "connection-definitions", name);
    }

    /** Declares this factory on a server. */
    void declare(WildFlyServer server) {
        ModelNode address = address(name);
        ModelNode all = Operations.createCompositeOperation();
        ModelNode definition = Operations.createAddOperation(address);
        definition.get("class-name").set("io.mailboxconnector.adapter.MailboxManagedConnectionFactory");
        definition.get("jndi-name").set("java:/eis/" + name);
        definition.get("min-pool-size").set(0);
        definition.get("max-pool-size").set(5);
        pool.forEach((attribute, value) -> definition.get(attribute).set(value));
        all.get(ClientConstants.STEPS).add(definition);
        properties.forEach((property, value) -> {
            ModelNode add = Operations.createAddOperation(address.clone().add("config-properties", property));
            add.get("value").set(value);
            all.get(ClientConstants.STEPS).add(add);
        });
        server.execute(all);
    }

    private static Map<String, String> added(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
