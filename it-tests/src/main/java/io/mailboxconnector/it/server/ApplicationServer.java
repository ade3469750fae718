package io.mailboxconnector.it.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An application server in a child process.
 *
 * <p>Every instance has ports and a directory of its own, so that servers never share state. What is specific to a
 * product stays behind this interface; a deployment is named by the file name of its archive.
 *
 * <p>Threads: one thread at a time.
 */
public interface ApplicationServer extends AutoCloseable {

    /**
     * Adds a system property to the server's next start.
     *
     * @param name the name
     * @param value the value
     * @return this
     */
    ApplicationServer withSystemProperty(String name, String value);

    /** Starts the server and returns when it accepts requests; deployments of an earlier run are active again. */
    void start();

    /** Stops the server in order, within 60 seconds; does nothing when it is not running. */
    void stop();

    /** Ends the process at once, as a crash does; what the server had persisted stays. */
    void kill();

    /** Stops the server for good. */
    @Override
    void close();

    /**
     * Declares an account by the script that an administrator runs, or replaces the account of the same name. It may be
     * declared before the adapter is deployed, and is there again when the adapter comes back after it was removed.
     *
     * @param account the properties of the account, see {@code docs/admin}
     * @throws ServerRefused when a command of the script failed; the message is the output
     */
    void configureAccount(Map<String, String> account);

    /** Does for message-driven beans what the account script does, where no account is declared. */
    void allowMessageDrivenBeans();

    /**
     * Makes a data source that takes part in transactions of two phases. Its database is a file of this instance: what was
     * committed is there after a crash.
     *
     * @param name a new name
     * @return its global name in JNDI, which differs between servers
     * @throws ServerRefused when the server does not make it
     */
    String createDataSource(String name);

    /**
     * Makes a data source on a PostgreSQL that takes part in transactions of one phase, with the driver of the tests.
     *
     * @param name a new name
     * @param database where the database is and who connects, without a password
     * @return its global name in JNDI, which differs between servers
     * @throws ServerRefused when the server does not make it
     */
    String createPostgresDataSource(String name, PGSimpleDataSource database);

    /**
     * What the environment of a shell needs, so that the server's own command line programs reach this instance without
     * further options.
     *
     * @return variables and their values
     */
    Map<String, String> commandLineEnvironment();

    /**
     * Deploys an archive, or replaces the deployment of the same name.
     *
     * @param archive the file
     * @throws ServerRefused when the server does not accept it
     */
    void deploy(Path archive);

    /**
     * Removes a deployment.
     *
     * @param name the file name of its archive
     * @throws ServerRefused when the server does not remove it
     */
    void undeploy(String name);

    /**
     * What the pool of an account counts now.
     *
     * @param account its name, {@code Mailbox} unless chosen otherwise
     * @return the numbers since the start of the server
     */
    PoolStatistics poolStatistics(String account);

    /**
     * An address of the server's web container.
     *
     * @param path begins with a slash
     * @return the address
     */
    URI url(String path);

    /**
     * Makes a category of the log verbose, now and after a restart.
     *
     * @param category the category
     */
    void logDebug(String category);

    /**
     * The address of the administration console.
     *
     * @return the address
     */
    URI console();

    /**
     * The log of this instance, of all its runs.
     *
     * @return the log, readable also when the server is stopped
     */
    ServerLog log();

    /**
     * The running process, to look inside.
     *
     * @return the process
     * @throws IllegalStateException when the server is not running
     */
    ProcessProbe process();

    /**
     * Numbers of a connection pool.
     *
     * @param created physical connections that were opened
     * @param destroyed physical connections that were closed
     * @param inUse connections that are handed out now
     */
    record PoolStatistics(int created, int destroyed, int inUse) {}
}
