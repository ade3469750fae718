package io.mailboxconnector.it.server;

import java.util.Map;
import org.jboss.as.controller.client.helpers.ClientConstants;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/**
 * A data source of WildFly that takes part in transactions of two phases.
 *
 * @param jndiName where applications find it; its last part is its name
 * @param driver the name of a driver that the server has
 * @param type the driver's class
 * @param user who connects, also for recovery
 * @param password of this user
 * @param properties properties of the class
 */
public record XaDataSource(
        String jndiName, String driver, String type, String user, String password, Map<String, String> properties) {

    private static final int CONNECTIONS = 20;

    /**
     * What an administrator executes to have it.
     *
     * @return an operation for {@link WildFlyServer#execute}
     */
    public ModelNode addition() {
        ModelNode address = Operations.createAddress(
                "subsystem", "datasources", "xa-data-source", jndiName.substring(jndiName.lastIndexOf('/') + 1));
        ModelNode source = Operations.createAddOperation(address);
        source.get("jndi-name").set(jndiName);
        source.get("driver-name").set(driver);
        source.get("xa-datasource-class").set(type);
        source.get("user-name").set(user);
        source.get("password").set(password);
        source.get("max-pool-size").set(CONNECTIONS);
        // Two of one database must be two branches all the same.
        source.get("same-rm-override").set(false);
        // Without credentials of its own there is no recovery, and what a crash left prepared stays locked for ever.
        source.get("recovery-username").set(user);
        source.get("recovery-password").set(password);
        ModelNode all = Operations.createCompositeOperation();
        all.get(ClientConstants.STEPS).add(source);
        properties.forEach((name, value) -> {
            ModelNode property = Operations.createAddOperation(address.clone().add("xa-datasource-properties", name));
            property.get("value").set(value);
            all.get(ClientConstants.STEPS).add(property);
        });
        return all;
    }
}
