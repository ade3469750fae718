package io.mailboxconnector.pop3;

import static io.mailboxconnector.pop3.Pop3Messages.MESSAGES;

import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.sasl.MechanismChoice;
import io.mailboxconnector.auth.sasl.TokenSaslClient;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves who we are: a token by SASL (RFC 5034), a password by SASL or by USER and PASS (RFC 1939 §7). TLS is the business of the
 * settings: no account without it comes here, unless its administrator allowed plain text.
 *
 * <p>Belongs to one login and its thread.
 */
final class Pop3Authentication {

    private static final String MASK = "********";

    private final AccountSettings account;
    private final Pop3Dialogue dialogue;
    private final Capabilities capabilities;
    private @Nullable String challenge;

    Pop3Authentication(AccountSettings account, Pop3Dialogue dialogue, Capabilities capabilities) {
        this.account = account;
        this.dialogue = dialogue;
        this.capabilities = capabilities;
    }

    /** Presents a token or a password; gives the last reply. */
    Pop3Reply present(Token token) throws IOException {
        return token.mechanism() == Mechanism.BEARER ? presentToken(token) : presentPassword(token);
    }

    /** Why the server refused a token, in its own words, which are JSON (RFC 7628 §3.2.2); empty when it gave none. */
    Optional<String> challenge() {
        return Optional.ofNullable(challenge);
    }

    private Pop3Reply presentToken(Token token) throws IOException {
        SaslMechanism mechanism = MechanismChoice.forToken(account.login(), capabilities::offersMechanism)
                .orElseThrow(() -> MESSAGES.tokensNotAccepted(
                        null,
                        account.mailbox(),
                        account.pop3().toString(),
                        MechanismChoice.namesForToken(account.login())));
        Endpoint server = account.pop3();
        TokenSaslClient sasl =
                new TokenSaslClient(mechanism, account.loginName(), server.host(), server.port(), token.secret());
        String proof = encoded(sasl.evaluateChallenge(new byte[0]));
        String command = "AUTH " + mechanism.name();
        Pop3Reply reply = dialogue.ask(command);
        if (reply.wantsMore()) {
            reply = dialogue.askSecretly(MASK, proof);
        } else if (reply.code().isEmpty()) {
            // Nothing was presented yet. Some servers want the proof in the line of the command, however long it is.
            reply = dialogue.askSecretly(command + " " + MASK, command + " " + proof);
        }
        if (reply.wantsMore()) {
            String dummy = encoded(sasl.evaluateChallenge(decoded(reply.text())));
            challenge = sasl.refusal().orElse(null);
            reply = dialogue.askSecretly(dummy, dummy);
        }
        return reply;
    }

    private Pop3Reply presentPassword(Token password) throws IOException {
        Optional<SaslMechanism> wanted = account.login().mechanism();
        if (wanted.filter(mechanism -> !capabilities.offersMechanism(mechanism.name()))
                .isPresent()) {
            throw MESSAGES.mechanismMissing(
                    null,
                    account.mailbox(),
                    account.pop3().toString(),
                    wanted.get().name());
        }
        String user = account.loginName();
        String secret = password.secret().reveal();
        if (wanted.filter(SaslMechanism.LOGIN::equals).isPresent()) {
            return continued(continued(dialogue.ask("AUTH LOGIN"), user), secret);
        }
        if (capabilities.offersMechanism(SaslMechanism.PLAIN.name())) {
            return continued(dialogue.ask("AUTH PLAIN"), "\0" + user + "\0" + secret);
        }
        Pop3Reply reply = dialogue.ask("USER " + user);
        return reply.isOk() ? dialogue.askSecretly("PASS " + MASK, "PASS " + secret) : reply;
    }

    private Pop3Reply continued(Pop3Reply reply, String answer) throws IOException {
        return reply.wantsMore() ? dialogue.askSecretly(MASK, encoded(answer.getBytes(StandardCharsets.UTF_8))) : reply;
    }

    private static String encoded(byte[] answer) {
        return Base64.getEncoder().encodeToString(answer);
    }

    private static byte[] decoded(String challenge) throws ProtocolException {
        try {
            return Base64.getDecoder().decode(challenge);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("a challenge is not in base64");
        }
    }
}
