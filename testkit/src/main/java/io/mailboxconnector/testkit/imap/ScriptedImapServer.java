package io.mailboxconnector.testkit.imap;

import io.mailboxconnector.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A small IMAP server on loopback that remembers what clients said and misbehaves as told.
 *
 * <pre>{@code
 * try (ScriptedImapServer server = ScriptedImapServer.start(new DropsDuringIdle())) {
 *     long uid = server.deliver("Subject: Hello\r\n\r\nWorld\r\n");
 *     ... connect to server.port() ...
 *     assertThat(server.commands("IDLE")).hasSize(2);
 * }
 * }</pre>
 *
 * <p>Any user with any password or token may log in until {@link #acceptLogins} says otherwise. {@link #stop} and
 * {@link #restart} keep port, mailbox and record.
 *
 * <p>Safe for any thread.
 */
public final class ScriptedImapServer extends ScriptedServer<ImapConnection> {

    private static final Instant FIRST_ARRIVAL = Instant.parse("2026-01-02T03:04:05Z");
    private static final String[] CAPABILITIES = {
        "IMAP4REV1", "SASL-IR", "AUTH=XOAUTH2", "AUTH=PLAIN", "IDLE", "MOVE", "UIDPLUS", "ID", "NAMESPACE", "LITERAL+"
    };

    private final List<ImapBehaviour> behaviours;
    private final @Nullable SSLContext tls;
    private final boolean startTls;
    private final FakeMailbox mailbox = new FakeMailbox();
    private final AtomicInteger arrivals = new AtomicInteger();
    private volatile BiPredicate<String, String> logins = (user, proof) -> true;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    private ScriptedImapServer(List<ImapBehaviour> behaviours, @Nullable SSLContext tls, boolean startTls) {
        super("imap");
        this.behaviours = List.copyOf(behaviours);
        this.tls = tls;
        this.startTls = startTls;
        listen();
    }

    /**
     * Starts a server without TLS.
     *
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedImapServer start(ImapBehaviour... behaviours) {
        return new ScriptedImapServer(List.of(behaviours), null, false);
    }

    /**
     * Starts a server with TLS from the first byte.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedImapServer startTls(SSLContext tls, ImapBehaviour... behaviours) {
        return new ScriptedImapServer(List.of(behaviours), tls, false);
    }

    /**
     * Starts a server that offers STARTTLS.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedImapServer startWithStartTls(SSLContext tls, ImapBehaviour... behaviours) {
        return new ScriptedImapServer(List.of(behaviours), tls, true);
    }

    /**
     * The mailbox behind the server.
     *
     * @return the mailbox
     */
    public FakeMailbox mailbox() {
        return mailbox;
    }

    /**
     * Decides on logins from now on.
     *
     * @param decision takes user and password or token
     */
    public void acceptLogins(BiPredicate<String, String> decision) {
        logins = decision;
    }

    /**
     * Delivers a mail to the inbox and tells idle clients at once.
     *
     * @param mail the mail with CRLF line ends, encoded as UTF-8
     * @return its UID
     */
    public long deliver(String mail) {
        return deliver("INBOX", mail.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    /**
     * Delivers a mail to a folder and tells idle clients at once.
     *
     * @param folder the full name of an existing folder
     * @param mail the mail
     * @param flags its flags
     * @return its UID
     */
    public long deliver(String folder, byte[] mail, Collection<String> flags) {
        Instant arrival = FIRST_ARRIVAL.plusSeconds(arrivals.getAndIncrement());
        long uid = mailbox.folder(folder).add(arrival, mail, flags).uid();
        push();
        return uid;
    }

    /**
     * Removes mails, as another client would, and tells idle clients at once.
     *
     * @param folder the full name of an existing folder
     * @param uids the UIDs
     */
    public void expunge(String folder, Collection<Long> uids) {
        mailbox.folder(folder).remove(Set.copyOf(uids));
        push();
    }

    /**
     * How many clients are idle.
     *
     * @return the number
     */
    public int idleConnections() {
        return (int) connections().stream().filter(ImapConnection::isIdle).count();
    }

    /**
     * Sends a line to all connections at once.
     *
     * @param line without line end
     */
    public void broadcast(String line) {
        for (ImapConnection connection : connections()) {
            try {
                connection.send(line);
            } catch (IOException gone) {
                connection.drop();
            }
        }
    }

    /** Stops listening and closes all connections, also those that a behaviour holds. */
    @Override
    public void stop() {
        stopped.countDown();
        super.stop();
    }

    /** Starts again on the same port; stops before when necessary. */
    public void restart() {
        stop();
        stopped = new CountDownLatch(1);
        listen();
    }

    List<ImapBehaviour> behaviours() {
        return behaviours;
    }

    boolean permits(String user, String proof) {
        return logins.test(user, proof);
    }

    @Nullable
    SSLContext tlsForStart() {
        return startTls ? tls : null;
    }

    Set<String> capabilities(boolean secure) {
        Set<String> offered = new LinkedHashSet<>(List.of(CAPABILITIES));
        if (startTls && !secure) {
            offered.add("STARTTLS");
        }
        behaviours.forEach(behaviour -> behaviour.capabilities(offered));
        return offered;
    }

    CountDownLatch stopped() {
        return stopped;
    }

    /** Tells idle clients about changes of their folder. */
    void push() {
        connections().forEach(ImapConnection::push);
    }

    @Override
    protected ImapConnection converse(Socket client, int number) throws IOException {
        return new ImapConnection(this, number, secured(client));
    }

    private Socket secured(Socket client) throws IOException {
        return tls == null || startTls ? client : ImapConnection.overTls(tls, client);
    }

    /** All folders' names, for LIST. */
    List<String> folderNames() {
        return new ArrayList<>(mailbox.folderNames());
    }
}
