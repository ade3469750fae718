package io.mailboxconnector.imap.protocol;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.sasl.MechanismChoice;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.mime.AdapterLoader;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import io.mailboxconnector.wire.WireTrace;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection and logs in: a token that the server refuses is replaced once and tried once more on a new connection.
 * Ends with a probe, because some servers accept the login of a mailbox that they do not open.
 *
 * <p>Used by one thread, once.
 */
public final class ImapLogin {

    private final AccountSettings account;
    private final Supplier<Token> tokens;
    private final UnaryOperator<Token> replacements;
    private final Wire wire;
    private final MailboxBudget budget;
    private final Opening opening;
    private final ImapFaults faults;

    public ImapLogin(
            AccountSettings account,
            Supplier<Token> tokens,
            UnaryOperator<Token> replacements,
            Wire wire,
            MailboxBudget budget,
            Opening opening) {
        this.account = account;
        this.tokens = tokens;
        this.replacements = replacements;
        this.wire = wire;
        this.budget = budget;
        this.opening = opening;
        this.faults = new ImapFaults(account);
    }

    public Connected open() {
        Token token = tokens.get();
        try {
            return connect(token);
        } catch (TokenRefused refused) {
            try {
                return connect(replacements.apply(token));
            } catch (TokenRefused again) {
                throw again.fault;
            }
        }
    }

    private Connected connect(Token token) throws TokenRefused {
        SessionSockets sockets = wire.sockets(account.trust());
        opening.uses(sockets);
        boolean tls = account.imap().tls() == TlsMode.IMPLICIT;
        AngusStore store = newStore(properties(token, sockets), tls, token.mechanism());
        boolean done = false;
        try {
            logIn(store, token);
            AngusProtocol protocol = Objects.requireNonNull(store.protocol(), "protocol");
            String serverName = identify(protocol);
            probe(protocol);
            done = true;
            return new Connected(store, protocol, sockets, faults, token.expiresAt(), serverName);
        } catch (MailboxThrottled throttled) {
            budget.throttled(throttled);
            throw throttled;
        } finally {
            if (!done) {
                store.discard();
                sockets.abort();
            }
        }
    }

    private AngusStore newStore(Properties properties, boolean tls, Mechanism mechanism) {
        return inAdapter(() -> {
            Session session = Session.getInstance(properties);
            if (account.login().trace()) {
                session.setDebugOut(WireTrace.of(account.mailbox()));
                session.setDebug(true);
            }
            return new AngusStore(session, tls, mechanism, account.login());
        });
    }

    private void logIn(AngusStore store, Token token) throws TokenRefused {
        @Nullable
        MessagingException failure = inAdapter(() -> {
            try {
                store.connect(
                        account.imap().host(),
                        account.imap().port(),
                        account.loginName(),
                        token.secret().reveal());
                return null;
            } catch (MessagingException e) {
                return e;
            }
        });
        if (failure == null) {
            return;
        }
        AngusProtocol protocol = store.protocol();
        MailboxException fault = faults.login(failure, token, protocol == null ? null : protocol.challenge());
        if (fault instanceof AuthenticationFailed && token.mechanism() == Mechanism.BEARER) {
            throw new TokenRefused(fault);
        }
        throw fault;
    }

    /** Says who we are and learns who the server is (RFC 2971); a server that does not like it may say so. */
    private String identify(AngusProtocol protocol) {
        if (protocol.hasCapability("ID")) {
            try {
                Map<String, String> answer = protocol.id(ourselves());
                if (answer != null && answer.get("name") != null) {
                    String name = answer.get("name") + " " + Objects.toString(answer.get("version"), "");
                    return ServerText.oneLine(name);
                }
            } catch (CommandFailedException | BadCommandException refused) {
                return greetingOf(protocol);
            } catch (ProtocolException e) {
                throw faults.command("ID", e);
            } catch (RuntimeException e) {
                throw faults.unreadable(e);
            }
        }
        return greetingOf(protocol);
    }

    private void probe(AngusProtocol protocol) {
        boolean namespace = protocol.hasCapability("NAMESPACE");
        String command = namespace ? "NAMESPACE" : "STATUS";
        try {
            if (namespace) {
                protocol.ask(command, null);
            } else {
                protocol.ask(
                        command, new Argument().writeAtom("INBOX").writeArgument(new Argument().writeAtom("MESSAGES")));
            }
        } catch (ProtocolException e) {
            throw faults.command(command, e);
        } catch (RuntimeException e) {
            throw faults.unreadable(e);
        }
    }

    private Properties properties(Token token, SessionSockets sockets) {
        Properties properties = new Properties();
        set(properties, "connectionpoolsize", "1");
        set(properties, "connectiontimeout", account.timeouts().connect().toMillis());
        set(properties, "timeout", account.timeouts().read().toMillis());
        set(properties, "writetimeout", account.timeouts().write().toMillis());
        properties.put("mail.imap.executor.writetimeout", wire.deadlines());
        set(properties, "ssl.checkserveridentity", "true");
        set(properties, "ssl.protocols", "TLSv1.2 TLSv1.3");
        boolean startTls = account.imap().tls() == TlsMode.STARTTLS;
        set(properties, "starttls.enable", startTls);
        set(properties, "starttls.required", startTls);
        set(properties, "auth.mechanisms", mechanisms(token));
        sockets.applyTo(properties, "mail.imap");
        return properties;
    }

    /** Angus knows one mechanism for tokens; which one is really used is decided when the capabilities are known. */
    private String mechanisms(Token token) {
        return token.mechanism() == Mechanism.BEARER ? "XOAUTH2" : MechanismChoice.forPassword(account.login());
    }

    private static void set(Properties properties, String name, Object value) {
        properties.setProperty("mail.imap." + name, String.valueOf(value));
    }

    private static Map<String, String> ourselves() {
        Map<String, String> ourselves = new LinkedHashMap<>();
        ourselves.put("name", "Mailbox Connector");
        String version = ImapLogin.class.getPackage().getImplementationVersion();
        ourselves.put("version", Objects.requireNonNullElse(version, "development"));
        return ourselves;
    }

    private static String greetingOf(AngusProtocol protocol) {
        return ServerText.oneLine(protocol.greeting().replaceFirst("^\\* [A-Z]+ (\\[[^]]*] ?)?", ""));
    }

    private static <T extends @Nullable Object> T inAdapter(Supplier<T> code) {
        return AdapterLoader.with(code);
    }

    /**
     * What a session works with.
     *
     * @param store the connected store
     * @param protocol its protocol
     * @param sockets its sockets
     * @param faults the classification for this account
     * @param tokenExpiresAt when the token ends
     * @param serverName who the server says it is
     */
    public record Connected(
            AngusStore store,
            AngusProtocol protocol,
            SessionSockets sockets,
            ImapFaults faults,
            java.time.Instant tokenExpiresAt,
            String serverName) {}

    /** A login that may succeed with another token. */
    private static final class TokenRefused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient MailboxException fault;

        TokenRefused(MailboxException fault) {
            super(fault);
            this.fault = fault;
        }
    }
}
