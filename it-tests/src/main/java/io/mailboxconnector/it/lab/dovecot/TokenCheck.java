package io.mailboxconnector.it.lab.dovecot;

import java.net.URI;

/**
 * Where Dovecot asks whether a token is good (RFC 7662).
 *
 * @param issuer the realm, which issues the tokens
 * @param introspection the address to ask
 * @param clientId Dovecot's own name there; tokens must be meant for it (claim {@code aud})
 * @param clientSecret its secret
 */
public record TokenCheck(URI issuer, URI introspection, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "TokenCheck[issuer=" + issuer + ", introspection=" + introspection + ", clientId=" + clientId + "]";
    }
}
