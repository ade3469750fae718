package io.mailboxconnector.it.receiving;

import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyServer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** Makes a running WildFly ready for beans that bring their own account: data sources, adapter, application. */
record Installation(WildFlyServer server, ServerDirectories directories) {

    private static final String ADAPTER = "mailbox-connector.rar";

    void install(OrdersDatabase orders, Path beans) throws URISyntaxException {
        orders.configure(server);
        install(beans);
    }

    /** For beans that work in the server's own data source. */
    void install(Path beans) {
        server.allowMessageDrivenBeans();
        ModelNode adapter = Operations.createAddOperation(
                Operations.createAddress("subsystem", "resource-adapters", "resource-adapter", ADAPTER));
        adapter.get("archive").set(ADAPTER);
        server.execute(adapter);
        server.deploy(directories.adapter());
        server.deploy(beans);
    }
}
