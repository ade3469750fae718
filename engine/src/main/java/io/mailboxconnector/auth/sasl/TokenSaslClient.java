package io.mailboxconnector.auth.sasl;

import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import io.mailboxconnector.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import org.jspecify.annotations.Nullable;

/**
 * Presents a token by {@code OAUTHBEARER} (RFC 7628) or by {@code XOAUTH2}, its older brother of Google and Microsoft.
 *
 * <p>A server that refuses a token says why in a challenge, and the refusal itself comes only after an answer: an empty one for
 * XOAUTH2, a single {@code 0x01} for OAUTHBEARER (RFC 7628 §3.2.3). The challenge is kept. The client is driven by the protocols
 * themselves and registered nowhere, so that no other code of the JVM meets it and no library logs what it says.
 *
 * <p>Belongs to one login and its thread.
 */
public final class TokenSaslClient implements SaslClient {

    private static final byte[] DUMMY_OF_XOAUTH2 = {};
    private static final byte[] DUMMY_OF_OAUTHBEARER = {1};
    private static final char END = '\u0001';

    private final SaslMechanism mechanism;
    private final String user;
    private final String host;
    private final int port;
    private final Secret token;
    private boolean presented;
    private @Nullable String refusal;

    /**
     * A client of one login.
     *
     * @param mechanism one for tokens
     * @param user the mailbox to be opened, whoever the token belongs to
     * @param host the host of the mail server
     * @param port its port
     * @param token the token
     */
    public TokenSaslClient(SaslMechanism mechanism, String user, String host, int port, Secret token) {
        if (!mechanism.isForTokens()) {
            throw new IllegalArgumentException(mechanism + " is not for tokens");
        }
        this.mechanism = mechanism;
        this.user = user;
        this.host = host;
        this.port = port;
        this.token = token;
    }

    /**
     * Why the server refused the token, in its own words, which are JSON (RFC 7628 §3.2.2).
     *
     * @return the challenge; empty when there was none
     */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public String getMechanismName() {
        return mechanism.name();
    }

    @Override
    public boolean hasInitialResponse() {
        return true;
    }

    /** The token at first, then the dummy answer to a refusal. */
    @Override
    public byte[] evaluateChallenge(byte[] challenge) {
        if (!presented) {
            presented = true;
            return initialResponse().getBytes(StandardCharsets.UTF_8);
        }
        refusal = new String(challenge, StandardCharsets.UTF_8);
        return mechanism == SaslMechanism.XOAUTH2 ? DUMMY_OF_XOAUTH2.clone() : DUMMY_OF_OAUTHBEARER.clone();
    }

    /** Only the server knows whether a refusal follows. */
    @Override
    public boolean isComplete() {
        return refusal != null;
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException("No security layer");
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException("No security layer");
    }

    @Override
    public @Nullable Object getNegotiatedProperty(String name) {
        return null;
    }

    @Override
    public void dispose() {
        // Nothing is held that could be given up.
    }

    private String initialResponse() {
        String bearer = "auth=Bearer " + token.reveal() + END + END;
        if (mechanism == SaslMechanism.XOAUTH2) {
            return "user=" + user + END + bearer;
        }
        // RFC 5801 §4: the two signs that would end the name.
        String name = user.replace("=", "=3D").replace(",", "=2C");
        return "n,a=" + name + "," + END + "host=" + host + END + "port=" + port + END + bearer;
    }
}
