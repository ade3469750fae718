package io.mailboxconnector.testkit.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;

/**
 * How a scripted server presents itself. Immutable; each {@code with} gives a changed copy.
 *
 * @param extensions the lines of the EHLO reply, without STARTTLS and AUTH
 * @param mechanisms the offered AUTH mechanisms; XOAUTH2, PLAIN and LOGIN are understood
 * @param accepts whether user and token or password are accepted
 * @param refusal the reply to a refused login; one that begins with 334 is followed by a 535 when the client answered it
 * @param tls the TLS context, empty for a server without TLS
 * @param implicitTls whether TLS begins with the first byte; otherwise STARTTLS is offered
 */
public record SmtpServerOptions(
        List<String> extensions,
        String mechanisms,
        BiPredicate<String, String> accepts,
        String refusal,
        Optional<SSLContext> tls,
        boolean implicitTls) {

    /**
     * A server without TLS that accepts every login by XOAUTH2, PLAIN or LOGIN.
     *
     * @return the options
     */
    public static SmtpServerOptions plain() {
        return new SmtpServerOptions(
                List.of("SIZE 50000000", "8BITMIME", "PIPELINING", "ENHANCEDSTATUSCODES"),
                "XOAUTH2 PLAIN LOGIN",
                (user, secret) -> true,
                "535 5.7.3 Authentication unsuccessful",
                Optional.empty(),
                false);
    }

    /**
     * With TLS.
     *
     * @param context the server's context
     * @param implicit whether TLS begins with the first byte; otherwise STARTTLS is offered
     * @return changed options
     */
    public SmtpServerOptions withTls(SSLContext context, boolean implicit) {
        return new SmtpServerOptions(extensions, mechanisms, accepts, refusal, Optional.of(context), implicit);
    }

    /**
     * With a check of user and token or password.
     *
     * @param check the check
     * @return changed options
     */
    public SmtpServerOptions withLogin(BiPredicate<String, String> check) {
        return new SmtpServerOptions(extensions, mechanisms, check, refusal, tls, implicitTls);
    }

    /**
     * With another reply to a refused login.
     *
     * @param reply the reply
     * @return changed options
     */
    public SmtpServerOptions withRefusal(String reply) {
        return new SmtpServerOptions(extensions, mechanisms, accepts, reply, tls, implicitTls);
    }

    /**
     * With other mechanisms.
     *
     * @param names separated by blanks; empty for a server without AUTH
     * @return changed options
     */
    public SmtpServerOptions withMechanisms(String names) {
        return new SmtpServerOptions(extensions, names, accepts, refusal, tls, implicitTls);
    }

    /**
     * With other extensions.
     *
     * @param lines the lines of the EHLO reply
     * @return changed options
     */
    public SmtpServerOptions withExtensions(String... lines) {
        return new SmtpServerOptions(List.of(lines), mechanisms, accepts, refusal, tls, implicitTls);
    }
}
