package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.helpers.ClientConstants;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** WildFly's management interface: one connection per request, so that a restart of the server goes unnoticed. */
final class Management {

    private final int port;

    Management(int port) {
        this.port = port;
    }

    boolean isRunning() {
        try {
            ModelNode state =
                    execute(Operations.createReadAttributeOperation(new ModelNode().setEmptyList(), "server-state"));
            return "running".equals(state.asString()) || "reload-required".equals(state.asString());
        } catch (ServerRefused | UncheckedIOException notYet) {
            return false;
        }
    }

    void deploy(Path archive) {
        String name = archive.getFileName().toString();
        boolean exists = Operations.isSuccessfulOutcome(ask(Operation.Factory.create(
                Operations.createReadResourceOperation(Operations.createAddress("deployment", name)))));
        ModelNode request = exists
                ? Operations.createOperation("full-replace-deployment")
                : Operations.createAddOperation(Operations.createAddress("deployment", name));
        if (exists) {
            request.get("name").set(name);
        }
        request.get("enabled").set(true);
        ModelNode content = new ModelNode();
        content.get("input-stream-index").set(0);
        request.get("content").add(content);
        result(ask(OperationBuilder.create(request).addFileAsAttachment(archive).build()));
    }

    void undeploy(String name) {
        ModelNode address = Operations.createAddress("deployment", name);
        ModelNode both = Operations.createCompositeOperation();
        both.get(ClientConstants.STEPS).add(Operations.createOperation("undeploy", address));
        both.get(ClientConstants.STEPS).add(Operations.createRemoveOperation(address));
        execute(both);
    }

    ModelNode readRuntime(String... address) {
        ModelNode request = Operations.createReadResourceOperation(Operations.createAddress(address), true);
        request.get("include-runtime").set(true);
        return execute(request);
    }

    ModelNode execute(ModelNode operation) {
        return result(ask(Operation.Factory.create(operation)));
    }

    private ModelNode ask(Operation operation) {
        try (ModelControllerClient client = ModelControllerClient.Factory.create("remote+http", "127.0.0.1", port)) {
            return client.execute(operation);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ModelNode result(ModelNode answer) {
        if (!Operations.isSuccessfulOutcome(answer)) {
            throw new ServerRefused(Operations.getFailureDescription(answer).asString());
        }
        return Operations.readResult(answer);
    }
}
