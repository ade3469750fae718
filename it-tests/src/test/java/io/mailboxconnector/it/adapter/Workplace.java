package io.mailboxconnector.it.adapter;

import io.mailboxconnector.it.lab.LocalTenant;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a test class works with: a tenant and a server of its own.
 *
 * @param directories where the archives are
 * @param lab the mail server, started, and the authorization server
 * @param server the server, started, without any deployment
 */
public record Workplace(ServerDirectories directories, LocalTenant lab, ApplicationServer server)
        implements AutoCloseable {

    /** Opens a place named after the test class. */
    public static Workplace open(Class<?> test) {
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        LocalTenant lab = LocalTenant.create(directories.work().resolve(test.getSimpleName() + "-lab"));
        ApplicationServer server = ApplicationServers.create(directories, test.getSimpleName());
        lab.start();
        server.start();
        return new Workplace(directories, lab, server);
    }

    /** Declares the account, deploys the adapter by itself, and the recording application beside it. */
    public Recorder deployAdapterAndRecorder() {
        server.configureAccount(lab.account());
        server.deploy(directories.adapter());
        server.deploy(recorder());
        return new Recorder(server);
    }

    /** The recording application for an adapter that is deployed by itself. */
    public Path recorder() {
        return recorder(Map.of());
    }

    /** The same with further or other properties of the bean's activation. */
    Path recorder(Map<String, String> overrides) {
        return RecorderArchive.besideTheAdapter(directories.work(), overrides);
    }

    @Override
    public void close() {
        server.close();
        lab.close();
    }
}
