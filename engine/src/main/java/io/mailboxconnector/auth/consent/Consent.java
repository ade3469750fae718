package io.mailboxconnector.auth.consent;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One consent that was started: what has to come back, and what only we know. May be used once.
 *
 * <p>Safe for use by any number of threads. Has no {@code toString} that tells what is in it; it is kept where only the
 * administrator who started it gets at it.
 */
public final class Consent {

    private final URI address;
    private final State state;
    private final Nonce nonce;
    private final CodeVerifier verifier;
    private final Instant startedAt;
    private final AtomicBoolean used = new AtomicBoolean();

    Consent(URI address, State state, Nonce nonce, CodeVerifier verifier, Instant startedAt) {
        this.address = address;
        this.state = state;
        this.nonce = nonce;
        this.verifier = verifier;
        this.startedAt = startedAt;
    }

    /**
     * What to open in a browser.
     *
     * @return the address at the authorization server
     */
    public URI address() {
        return address;
    }

    State state() {
        return state;
    }

    Nonce nonce() {
        return nonce;
    }

    CodeVerifier verifier() {
        return verifier;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Whether this is the first use. */
    boolean use() {
        return used.compareAndSet(false, true);
    }
}
