package io.mailboxconnector.testkit.smtp;

import io.mailboxconnector.testkit.scripted.ScriptedServer;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A small SMTP submission server on loopback that does what its {@link Misbehaviour} says and records everything that it
 * was told.
 *
 * <p>Safe for use by any number of threads.
 */
public final class ScriptedSmtpServer extends ScriptedServer<SmtpConversation> {

    private final SmtpServerOptions options;
    private final List<Submission> submissions = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger flights = new AtomicInteger();
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

    /**
     * Starts a server on a free port.
     *
     * @param options how it presents itself
     */
    public ScriptedSmtpServer(SmtpServerOptions options) {
        super("smtp");
        this.options = options;
        listen();
    }

    /** Starts a server without TLS that accepts every login. */
    public ScriptedSmtpServer() {
        this(SmtpServerOptions.plain());
    }

    /**
     * Changes what the server does from now on.
     *
     * @param next the new misbehaviour
     * @return this server
     */
    public ScriptedSmtpServer behave(Misbehaviour next) {
        misbehaviour = next;
        return this;
    }

    /**
     * The messages that were accepted.
     *
     * @return a copy
     */
    public List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    /**
     * How many logins succeeded.
     *
     * @return the number
     */
    public int logins() {
        return logins.get();
    }

    /**
     * How often the server answered while the client was waiting: the round trips.
     *
     * @return the number
     */
    public int flights() {
        return flights.get();
    }

    /** Forgets all that was recorded. */
    public void forget() {
        forgetCommands();
        forgetConnections();
        submissions.clear();
        logins.set(0);
        flights.set(0);
    }

    /** Tells all connections goodbye with 421, as a server does with idle clients, and closes them. */
    public void expireConnections() {
        connections().forEach(SmtpConversation::expire);
    }

    SmtpServerOptions options() {
        return options;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    void accepted(Submission submission) {
        submissions.add(submission);
    }

    void loggedIn() {
        logins.incrementAndGet();
    }

    void answered() {
        flights.incrementAndGet();
    }

    @Override
    protected SmtpConversation converse(Socket client, int number) {
        return new SmtpConversation(this, client, number);
    }

    static SSLContext context(SmtpServerOptions options) {
        return options.tls().orElseThrow(() -> new IllegalStateException("the server has no TLS context"));
    }
}
