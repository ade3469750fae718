package io.mailboxconnector.smtp;

import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.sasl.MechanismChoice;
import io.mailboxconnector.auth.sasl.TokenSaslClient;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import io.mailboxconnector.smtp.submit.SmtpReply;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The login with a token (RFC 4954 §4): in one line where that is short enough, else in two; a refusal that comes as a challenge
 * is answered and kept.
 *
 * <p>Belongs to one login and its thread.
 */
final class TokenLogin {

    /** Of a command with its CRLF (RFC 5321 §4.5.3.1.4); a longer initial response must wait for its challenge. */
    private static final int LONGEST_LINE = 512 - 2;

    private static final int GO_ON = 334;

    /** What a server says that knows no AUTH without an initial response: from a syntax error to a parameter that is missing. */
    private static final int FIRST_SYNTAX_ERROR = 500;

    private static final int LAST_SYNTAX_ERROR = 504;

    private final AccountSettings account;
    private final Endpoint server;
    private final Token token;
    private @Nullable String challenge;

    TokenLogin(AccountSettings account, Endpoint server, Token token) {
        this.account = account;
        this.server = server;
        this.token = token;
    }

    /** Sends a line and reads the reply to it. */
    @FunctionalInterface
    interface Exchange {
        SmtpReply send(String line) throws MessagingException;
    }

    /** The mechanism for what the server offers; empty when there is none that will do. */
    Optional<SaslMechanism> mechanism(Predicate<String> isOffered) {
        return MechanismChoice.forToken(account.login(), isOffered);
    }

    /** Presents the token; gives the code of the last reply. */
    int present(Predicate<String> isOffered, Exchange exchange) throws MessagingException {
        SaslMechanism mechanism =
                mechanism(isOffered).orElseThrow(() -> new MessagingException("No mechanism for tokens"));
        TokenSaslClient sasl =
                new TokenSaslClient(mechanism, account.loginName(), server.host(), server.port(), token.secret());
        String proof = encoded(sasl.evaluateChallenge(new byte[0]));
        String command = "AUTH " + mechanism.name();
        String oneLine = command + " " + proof;
        SmtpReply reply = oneLine.length() <= LONGEST_LINE
                ? exchange.send(oneLine)
                : inTwoLines(command, proof, oneLine, exchange);
        if (reply.code() == GO_ON) {
            String dummy = encoded(sasl.evaluateChallenge(decoded(reply.text())));
            challenge = sasl.refusal().orElse(null);
            reply = exchange.send(dummy);
        }
        return reply.code();
    }

    /** Some servers want the proof in the line of the command, however long it is: they refuse a command without it. */
    private static SmtpReply inTwoLines(String command, String proof, String oneLine, Exchange exchange)
            throws MessagingException {
        SmtpReply reply = exchange.send(command);
        if (reply.code() == GO_ON) {
            return exchange.send(proof);
        }
        boolean misunderstood = reply.code() >= FIRST_SYNTAX_ERROR && reply.code() <= LAST_SYNTAX_ERROR;
        return misunderstood ? exchange.send(oneLine) : reply;
    }

    /** The refusal in the words of the challenge, where there was one: they say more than the reply that follows. */
    SmtpReply explained(SmtpReply refusal) {
        return challenge == null
                ? refusal
                : new SmtpReply(refusal.code(), refusal.enhancedStatus(), "334 " + ServerText.clean(challenge));
    }

    private static String encoded(byte[] answer) {
        return Base64.getEncoder().encodeToString(answer);
    }

    /** The dialogue has decoded it. */
    private static byte[] decoded(String reply) {
        return reply.replaceFirst("^334 ?", "").getBytes(StandardCharsets.UTF_8);
    }
}
