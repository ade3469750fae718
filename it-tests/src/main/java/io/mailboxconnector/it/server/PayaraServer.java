package io.mailboxconnector.it.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Payara with the domain of its distribution.
 *
 * <p>An account can be declared only for an adapter that is deployed, and is gone with it: so the accounts are declared
 * as soon as the adapter is there, each time.
 *
 * <p>Threads: one thread at a time.
 */
public final class PayaraServer implements ApplicationServer {

    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final String STARTED = "NCLS-CORE-00017";
    private static final String LOADED = "NCLS-CORE-00022";
    private static final String ANSWERING = "AS-WEB-GLUE-00172";
    private static final String ADAPTER = "mailbox-connector";

    private final PayaraInstance instance;
    private final Path accountScript;
    private final Asadmin asadmin;
    private final List<String> systemProperties = new ArrayList<>();
    private final Map<String, Path> accounts = new LinkedHashMap<>();
    private final Set<String> deployments = new HashSet<>();
    private final Set<String> webApplications = new HashSet<>();
    private @Nullable ChildProcess process;

    private PayaraServer(PayaraInstance instance, Path accountScript, Path javaHome) {
        this.instance = instance;
        this.accountScript = accountScript;
        this.asadmin = new Asadmin(instance.asadmin(), instance.adminPort(), javaHome);
    }

    /**
     * Prepares an instance with free ports; it is not started.
     *
     * @param directories where the distribution, the script and the work directory are
     * @param name the name of its directory, emptied if it exists
     * @param java the release of the JDK that the server needs at least
     * @return the server
     */
    public static PayaraServer create(ServerDirectories directories, String name, int java) {
        Path javaHome = JavaHome.atLeast(java);
        PayaraInstance instance =
                PayaraInstance.create(directories.home(), directories.work().resolve(name));
        return new PayaraServer(instance, directories.payaraAccountScript(), javaHome);
    }

    @Override
    public PayaraServer withSystemProperty(String name, String value) {
        systemProperties.add("-D" + name + "=" + value);
        return this;
    }

    @Override
    public void start() {
        ServerLog newLog = log().fromNow();
        try {
            Process launched = new ProcessBuilder(command())
                    .directory(instance.base().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(instance.console().toFile()))
                    .start();
            launched.getOutputStream().close();
            process = new ChildProcess(launched, instance.base().getFileName().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        awaitRunning(process, newLog);
    }

    /**
     * The server says that it has started before it loads the applications, and takes commands that disturb that; it says that an
     * application is loaded before it answers its requests.
     */
    private boolean isComplete(ServerLog newLog) {
        List<String> loaded = newLog.linesWith(LOADED);
        List<String> answering = newLog.linesWith(ANSWERING);
        return !newLog.linesWith(STARTED).isEmpty()
                && deployments.stream()
                        .allMatch(name -> loaded.stream().anyMatch(line -> line.contains(" " + name + " ")))
                && webApplications.stream()
                        .allMatch(name -> answering.stream().anyMatch(line -> line.contains("[" + name + "]")));
    }

    /** The command that {@code asadmin start-domain} would execute, so that the server is a child of this process. */
    private List<String> command() {
        List<String> command = asadmin
                .run("start-domain", "--dry-run", "--domaindir", instance.base().toString(), PayaraInstance.DOMAIN)
                .stream()
                .dropWhile(line -> !line.startsWith("/"))
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        // The passwords of the domain are the usual ones; asadmin would write them to the server's standard input.
        command.set(command.indexOf("-read-stdin") + 1, "false");
        command.addAll(1, systemProperties);
        command.add(1, "-Djava.net.preferIPv4Stack=true");
        // The server keeps descriptions of classes by soft references: what only they hold is no leak, so they go at
        // once.
        command.add(1, "-XX:SoftRefLRUPolicyMSPerMB=0");
        return command;
    }

    private void awaitRunning(ChildProcess started, ServerLog newLog) {
        try {
            await().atMost(BOOT_LIMIT)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> !started.isAlive() || isComplete(newLog));
        } catch (ConditionTimeoutException timeout) {
            started.kill();
            throw new IllegalStateException("Payara did not start within " + BOOT_LIMIT + "\n" + log().tail(), timeout);
        }
        if (!started.isAlive()) {
            throw new IllegalStateException(
                    "Payara ended while it started\n" + new ServerLog(instance.console()).tail());
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            if (process.isAlive()) {
                asadmin.run("stop-domain", "--domaindir", instance.base().toString(), PayaraInstance.DOMAIN);
            }
            process.stop();
            process = null;
        }
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

    /** Nothing is needed. */
    @Override
    public void allowMessageDrivenBeans() {
        // Every bean has a pool of its own, and finds the adapter by the type of its listener.
    }

    @Override
    public void configureAccount(Map<String, String> account) {
        Path file = AccountFile.ofPlainText(instance.base(), account);
        accounts.put(file.getFileName().toString(), file);
        if (deployments.contains(ADAPTER)) {
            asadmin.script(accountScript, file);
        }
    }

    @Override
    public String createDataSource(String name) {
        String url = "jdbc:h2:file:" + instance.base().resolve(name);
        return createDataSource(
                name,
                "javax.sql.XADataSource",
                "org.h2.jdbcx.JdbcDataSource",
                "user=sa:password=sa:URL=" + url.replace(":", "\\:"));
    }

    @Override
    public String createPostgresDataSource(String name, PGSimpleDataSource database) {
        asadmin.run("add-library", DriverArchive.of(Driver.class).toString());
        return createDataSource(
                name,
                "javax.sql.DataSource",
                PGSimpleDataSource.class.getName(),
                // The database asks for no password, but the pool does.
                "user=" + database.getUser() + ":password=none:URL="
                        + database.getUrl().replace(":", "\\:"));
    }

    private String createDataSource(String name, String type, String driver, String properties) {
        asadmin.run(
                "create-jdbc-connection-pool",
                "--restype=" + type,
                "--datasourceclassname=" + driver,
                "--steadypoolsize=0",
                "--isconnectvalidatereq=true",
                "--validationmethod=auto-commit",
                "--property",
                properties,
                name);
        asadmin.run("create-jdbc-resource", "--connectionpoolid=" + name, "jdbc/" + name);
        return "jdbc/" + name;
    }

    @Override
    public Map<String, String> commandLineEnvironment() {
        return Map.of(
                "AS_ADMIN_PORT",
                Integer.toString(asadmin.port()),
                "AS_ADMIN_INTERACTIVE",
                "false",
                "AS_JAVA",
                asadmin.javaHome().toString());
    }

    @Override
    public void deploy(Path archive) {
        asadmin.run("deploy", "--force=true", archive.toString());
        String file = archive.getFileName().toString();
        String name = nameOf(file);
        if (file.endsWith(".war")) {
            webApplications.add(name);
        }
        if (deployments.add(name) && name.equals(ADAPTER)) {
            accounts.values().forEach(account -> asadmin.script(accountScript, account));
        }
    }

    @Override
    public void undeploy(String archive) {
        String name = nameOf(archive);
        deployments.remove(name);
        webApplications.remove(name);
        asadmin.run("undeploy", "--cascade=true", name);
    }

    /** An application is called as its archive, without the extension. */
    private static String nameOf(String archive) {
        return archive.substring(0, archive.lastIndexOf('.'));
    }

    @Override
    public PoolStatistics poolStatistics(String account) {
        String pool = "server.resources." + account + ".";
        Map<String, String> numbers = asadmin.values("get", "-m", pool + "*");
        return new PoolStatistics(
                number(numbers, pool + "numconncreated-count"),
                number(numbers, pool + "numconndestroyed-count"),
                number(numbers, pool + "numconnused-current"));
    }

    /** A pool that nobody used yet is not there. */
    private static int number(Map<String, String> numbers, String name) {
        return Integer.parseInt(numbers.getOrDefault(name, "0"));
    }

    @Override
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + instance.httpPort() + path);
    }

    @Override
    public void logDebug(String category) {
        asadmin.run("set-log-levels", category + "=FINE");
    }

    @Override
    public URI console() {
        return URI.create("http://127.0.0.1:" + instance.adminPort() + "/");
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
