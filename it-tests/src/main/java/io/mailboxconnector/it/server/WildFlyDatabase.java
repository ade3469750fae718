package io.mailboxconnector.it.server;

import java.nio.file.Path;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/**
 * The driver of a database on a running WildFly, and the data sources that use it.
 *
 * @param server the server
 * @param driver the name of the deployed driver
 */
public record WildFlyDatabase(WildFlyServer server, String driver) {

    /**
     * Deploys a driver that the tests have, too.
     *
     * @param server a running server
     * @param driver the class of the driver
     * @return for its data sources
     */
    public static WildFlyDatabase deploy(WildFlyServer server, Class<?> driver) {
        Path archive = DriverArchive.of(driver);
        server.deploy(archive);
        return new WildFlyDatabase(server, archive.getFileName().toString());
    }

    /**
     * Adds a data source that takes part in transactions with one phase.
     *
     * @param jndiName its name, which ends in the name of its resource
     * @param url where the database is
     * @param user who connects
     * @param connections how many at most
     */
    public void addLocal(String jndiName, String url, String user, int connections) {
        String name = jndiName.substring(jndiName.lastIndexOf('/') + 1);
        ModelNode add = Operations.createAddOperation(
                Operations.createAddress("subsystem", "datasources", "data-source", name));
        add.get("jndi-name").set(jndiName);
        add.get("driver-name").set(driver);
        add.get("user-name").set(user);
        add.get("max-pool-size").set(connections);
        add.get("connection-url").set(url);
        server.execute(add);
    }
}
