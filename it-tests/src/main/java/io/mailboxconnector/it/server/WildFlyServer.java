package io.mailboxconnector.it.server;

import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * WildFly with the configuration {@code standalone.xml}, in which only the archive validation is made strict.
 *
 * <p>Threads: one thread at a time.
 */
public final class WildFlyServer implements ApplicationServer {

    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final int SCRIPT_LIMIT_SECONDS = 180;
    private static final String ADAPTER = "mailbox-connector.rar";
    private static final String DATA_SOURCES = "java:jboss/datasources/";
    private static final int DATABASE_CONNECTIONS = 20;

    private final WildFlyInstance instance;
    private final Path accountScript;
    private final int httpPort;
    private final int managementPort;
    private final Management management;
    private final List<String> systemProperties = new ArrayList<>();
    private @Nullable ChildProcess process;

    private WildFlyServer(WildFlyInstance instance, Path accountScript, int httpPort, int managementPort) {
        this.instance = instance;
        this.accountScript = accountScript;
        this.httpPort = httpPort;
        this.managementPort = managementPort;
        this.management = new Management(managementPort);
    }

    /**
     * Prepares an instance with free ports; it is not started.
     *
     * @param directories where the distribution, the script and the work directory are
     * @param name the name of its directory, emptied if it exists
     * @return the server
     */
    public static WildFlyServer create(ServerDirectories directories, String name) {
        return create(directories, name, FreePort.any(), FreePort.any());
    }

    /**
     * Prepares an instance with given ports; it is not started.
     *
     * @param directories where the distribution, the script and the work directory are
     * @param name the name of its directory, emptied if it exists
     * @param httpPort the port for applications
     * @param managementPort the port for the console and the command line
     * @return the server
     */
    public static WildFlyServer create(ServerDirectories directories, String name, int httpPort, int managementPort) {
        WildFlyInstance instance =
                WildFlyInstance.create(directories.home(), directories.work().resolve(name));
        return new WildFlyServer(instance, directories.wildFlyAccountScript(), httpPort, managementPort);
    }

    @Override
    public WildFlyServer withSystemProperty(String name, String value) {
        systemProperties.add("-D" + name + "=" + value);
        return this;
    }

    @Override
    public void start() {
        awaitRunning(launch());
    }

    /** Starts the server and returns at once, for whoever wants to do something while it boots. */
    public void startWithoutWaiting() {
        launch();
    }

    private ChildProcess launch() {
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(instance.home())
                .setBaseDirectory(instance.base())
                // Descriptions of classes are kept by soft references: what only they hold is no leak, so they go at
                // once.
                .setJavaOptions(
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Djava.net.preferIPv4Stack=true")
                .addJavaOptions(systemProperties)
                .addServerArguments(new String[] {
                    "-Djboss.bind.address=127.0.0.1",
                    "-Djboss.bind.address.management=127.0.0.1",
                    "-Djboss.http.port=" + httpPort,
                    "-Djboss.https.port=" + FreePort.any(),
                    "-Djboss.management.http.port=" + managementPort,
                    "-Djboss.node.name=n" + managementPort,
                    "-Djboss.tx.node.id=n" + managementPort
                });
        try {
            Process launched = Launcher.of(command)
                    .setRedirectErrorStream(true)
                    .redirectOutput(instance.console())
                    .launch();
            ChildProcess started =
                    new ChildProcess(launched, instance.base().getFileName().toString());
            process = started;
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitRunning(ChildProcess started) {
        try {
            await().atMost(BOOT_LIMIT)
                    .pollDelay(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> !started.isAlive() || management.isRunning());
        } catch (ConditionTimeoutException timeout) {
            started.kill();
            throw new IllegalStateException(
                    "WildFly did not start within " + BOOT_LIMIT + "\n" + log().tail(), timeout);
        }
        if (!started.isAlive()) {
            throw new IllegalStateException(
                    "WildFly ended while it started\n" + new ServerLog(instance.console()).tail());
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /**
     * Stops the server as an administrator does who gives the applications time: it is suspended first.
     *
     * @param suspendTimeout how long requests may take to end
     */
    public void shutDown(Duration suspendTimeout) {
        ModelNode request = Operations.createOperation("shutdown");
        request.get("suspend-timeout").set((int) suspendTimeout.toSeconds());
        execute(request);
        if (process != null) {
            process.join();
            process = null;
        }
    }

    /** Has the server read its configuration again, as an administrator does, and returns when it accepts requests again. */
    public void reload() {
        ServerLog since = log().fromNow();
        execute(Operations.createOperation("reload"));
        since.awaitLine("WFLYSRV0025", BOOT_LIMIT);
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public void configureAccount(Map<String, String> account) {
        runScript(accountScript, AccountFile.ofProperties(instance.base(), account));
    }

    /**
     * Runs a script of the server's command line; the first failing command ends it.
     *
     * @param script the file
     * @param properties values for its placeholders
     * @throws ServerRefused when a command failed; the message is the output
     */
    public void runScript(Path script, Path properties) {
        CliCommandBuilder command = CliCommandBuilder.of(instance.home())
                .setConnection("remote+http", "127.0.0.1", managementPort)
                .addCliArguments(
                        "--timeout=60000",
                        "--resolve-parameter-values",
                        "--properties=" + properties,
                        "--no-color-output")
                .setScriptFile(script);
        try {
            Path output = Files.createTempFile(instance.base(), "script", ".out");
            Process running = Launcher.of(command)
                    .setRedirectErrorStream(true)
                    .redirectOutput(output)
                    .launch();
            boolean ended = running.waitFor(SCRIPT_LIMIT_SECONDS, TimeUnit.SECONDS);
            running.destroyForcibly();
            if (!ended || running.waitFor() != 0) {
                throw new ServerRefused(script + " failed:\n" + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + script + " ran", interrupted);
        }
    }

    /** Sets the two defaults without which {@code standalone.xml} runs no message-driven bean. */
    @Override
    public void allowMessageDrivenBeans() {
        ModelNode beans = Operations.createAddress("subsystem", "ejb3");
        execute(Operations.createWriteAttributeOperation(beans, "default-mdb-instance-pool", "mdb-strict-max-pool"));
        execute(Operations.createWriteAttributeOperation(beans, "default-resource-adapter-name", ADAPTER));
    }

    @Override
    public String createDataSource(String name) {
        String jndiName = DATA_SOURCES + name;
        execute(new XaDataSource(
                        jndiName,
                        "h2",
                        "org.h2.jdbcx.JdbcDataSource",
                        "sa",
                        "sa",
                        Map.of("URL", "jdbc:h2:file:" + instance.base().resolve(name)))
                .addition());
        return jndiName;
    }

    @Override
    public String createPostgresDataSource(String name, PGSimpleDataSource database) {
        String jndiName = DATA_SOURCES + name;
        WildFlyDatabase.deploy(this, Driver.class)
                .addLocal(jndiName, database.getUrl(), database.getUser(), DATABASE_CONNECTIONS);
        return jndiName;
    }

    @Override
    public Map<String, String> commandLineEnvironment() {
        return Map.of("JAVA_OPTS", "-Djboss.cli.config=" + instance.commandLineConfiguration(managementPort));
    }

    @Override
    public void deploy(Path archive) {
        management.deploy(archive);
    }

    @Override
    public void undeploy(String name) {
        management.undeploy(name);
    }

    /**
     * Executes one operation of the management interface.
     *
     * @param operation the operation
     * @return its result
     * @throws ServerRefused when it failed
     */
    public ModelNode execute(ModelNode operation) {
        return management.execute(operation);
    }

    @Override
    public PoolStatistics poolStatistics(String account) {
        ModelNode numbers = management.readRuntime(
                "subsystem",
                "resource-adapters",
                "resource-adapter",
                ADAPTER,
                "connection-definitions",
                account,
                "statistics",
                "pool");
        return new PoolStatistics(
                numbers.get("CreatedCount").asInt(),
                numbers.get("DestroyedCount").asInt(),
                numbers.get("InUseCount").asInt());
    }

    @Override
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    @Override
    public void logDebug(String category) {
        ModelNode add =
                Operations.createAddOperation(Operations.createAddress("subsystem", "logging", "logger", category));
        add.get("level").set("DEBUG");
        execute(add);
    }

    @Override
    public URI console() {
        return URI.create("http://127.0.0.1:" + managementPort + "/console");
    }

    @Override
    public ServerLog log() {
        return new ServerLog(instance.log());
    }

    @Override
    public ProcessProbe process() {
        if (process == null) {
            throw new IllegalStateException("the server is not running");
        }
        return new ProcessProbe(process.pid());
    }
}
