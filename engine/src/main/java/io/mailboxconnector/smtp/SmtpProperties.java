package io.mailboxconnector.smtp;

import io.mailboxconnector.auth.sasl.MechanismChoice;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import java.util.Properties;

/**
 * What Angus is told by its properties: finite time-outs, TLS that cannot be skipped, one mechanism, no look-up of the own
 * host name, no thread of its own. Stateless.
 *
 * <p>Not set on purpose: {@code allow8bitmime}, with which Angus encodes the parts of a message anew (and so breaks
 * signatures) without declaring it; the session declares {@code BODY=8BITMIME} itself where it is true (RFC 6152).
 */
final class SmtpProperties {

    private static final String PREFIX = "mail.smtp.";

    private SmtpProperties() {}

    static Properties of(AccountSettings account, Endpoint server, boolean oauth, SessionSockets sockets, Wire wire) {
        Properties properties = new Properties();
        set(properties, "auth", "true");
        // Angus knows one mechanism for tokens; which one is really used is decided when the server's offer is known.
        set(properties, "auth.mechanisms", oauth ? "XOAUTH2" : MechanismChoice.forPassword(account.login()));
        set(properties, "localhost", RenderedMail.domainOf(account.mailbox()));
        set(properties, "connectiontimeout", account.timeouts().connect().toMillis());
        set(properties, "timeout", account.timeouts().read().toMillis());
        set(properties, "writetimeout", account.timeouts().write().toMillis());
        // With an executor of our own Angus starts no thread for each connection.
        properties.put(PREFIX + "executor.writetimeout", wire.deadlines());
        set(properties, "sendpartial", "false");
        set(properties, "quitwait", "true");
        set(properties, "ssl.checkserveridentity", "true");
        TlsMode tls = server.tls();
        set(properties, "ssl.enable", tls == TlsMode.IMPLICIT);
        set(properties, "starttls.enable", tls == TlsMode.STARTTLS);
        set(properties, "starttls.required", tls == TlsMode.STARTTLS);
        sockets.applyTo(properties, "mail.smtp");
        return properties;
    }

    /** The mechanisms in the order in which they are tried. */
    static String mechanisms(AccountSettings account, boolean oauth) {
        return oauth ? MechanismChoice.namesForToken(account.login()) : MechanismChoice.forPassword(account.login());
    }

    private static void set(Properties properties, String name, Object value) {
        properties.setProperty(PREFIX + name, value.toString());
    }
}
