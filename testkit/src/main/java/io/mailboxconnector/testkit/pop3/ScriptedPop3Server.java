package io.mailboxconnector.testkit.pop3;

import io.mailboxconnector.testkit.scripted.ScriptedServer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;

/**
 * A small POP3 server on loopback that remembers what clients said and misbehaves as told. One session at a time gets the
 * maildrop, the next one is told that it is in use.
 *
 * <pre>{@code
 * try (ScriptedPop3Server server = ScriptedPop3Server.start(new Drops("QUIT"))) {
 *     String uidl = server.deliver("Subject: Hello\r\n\r\nWorld\r\n");
 *     ... connect to server.port() ...
 *     assertThat(server.commands("DELE")).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Any user with any password or token may log in until {@link #acceptLogins} says otherwise. Safe for any thread.
 */
public final class ScriptedPop3Server extends ScriptedServer<Pop3Connection> {

    private static final List<String> CAPABILITIES = List.of(
            "TOP",
            "UIDL",
            "RESP-CODES",
            "PIPELINING",
            "AUTH-RESP-CODE",
            "USER",
            "SASL PLAIN LOGIN XOAUTH2 OAUTHBEARER");

    private final List<Pop3Behaviour> behaviours;
    private final Optional<SSLContext> tls;
    private final boolean startTls;
    private final FakeMaildrop maildrop = new FakeMaildrop();
    private volatile BiPredicate<String, String> logins = (user, proof) -> true;

    private ScriptedPop3Server(List<Pop3Behaviour> behaviours, Optional<SSLContext> tls, boolean startTls) {
        super("pop3");
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
    public static ScriptedPop3Server start(Pop3Behaviour... behaviours) {
        return new ScriptedPop3Server(List.of(behaviours), Optional.empty(), false);
    }

    /**
     * Starts a server with TLS from the first byte.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedPop3Server startTls(SSLContext tls, Pop3Behaviour... behaviours) {
        return new ScriptedPop3Server(List.of(behaviours), Optional.of(tls), false);
    }

    /**
     * Starts a server that offers STLS.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedPop3Server startWithStls(SSLContext tls, Pop3Behaviour... behaviours) {
        return new ScriptedPop3Server(List.of(behaviours), Optional.of(tls), true);
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
     * Delivers a mail, which the next session sees.
     *
     * @param mail the mail with CRLF line ends, encoded as UTF-8
     * @return its UIDL
     */
    public String deliver(String mail) {
        return maildrop.add(mail.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The mails that are there.
     *
     * @return their UIDLs in the order of arrival
     */
    public List<String> mails() {
        return maildrop.mails().stream().map(FakeMaildrop.Mail::uidl).toList();
    }

    /**
     * Takes the maildrop as the session of another client would.
     *
     * @return false when somebody has it
     */
    public boolean lockMaildrop() {
        return maildrop.lock();
    }

    /** Gives the maildrop back. */
    public void unlockMaildrop() {
        maildrop.unlock();
    }

    List<Pop3Behaviour> behaviours() {
        return behaviours;
    }

    FakeMaildrop maildrop() {
        return maildrop;
    }

    boolean permits(String user, String proof) {
        return logins.test(user, proof);
    }

    Optional<SSLContext> tlsForStls() {
        return startTls ? tls : Optional.empty();
    }

    Set<String> capabilities(boolean secure) {
        Set<String> offered = new LinkedHashSet<>(CAPABILITIES);
        if (startTls && !secure) {
            offered.add("STLS");
        }
        behaviours.forEach(behaviour -> behaviour.capabilities(offered));
        return offered;
    }

    @Override
    protected Pop3Connection converse(Socket client, int number) {
        return new Pop3Connection(this, number, client, startTls ? Optional.empty() : tls);
    }
}
