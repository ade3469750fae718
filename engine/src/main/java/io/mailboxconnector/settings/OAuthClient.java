package io.mailboxconnector.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A client that is registered at an authorization server.
 *
 * @param server who issues tokens
 * @param clientId the client id
 * @param proof how the client proves that it is the client
 * @param scope what tokens are asked for, separated by blanks
 */
public record OAuthClient(Server server, String clientId, Proof proof, String scope) {

    /** Who issues tokens. A closed family of values. */
    public sealed interface Server {

        /**
         * Its address as it was configured, for messages and keys.
         *
         * @return the address
         */
        URI address();
    }

    /**
     * Microsoft Entra.
     *
     * @param address the tenant's base address, such as {@code https://login.microsoftonline.com/contoso.example/}
     */
    public record Entra(URI address) implements Server {}

    /**
     * A server that describes itself (OpenID Connect Discovery 1.0 §4).
     *
     * @param address the issuer
     */
    public record Issuer(URI address) implements Server {}

    /**
     * A server of which only the token endpoint is known.
     *
     * @param address the token endpoint
     */
    public record TokenEndpoint(URI address) implements Server {}

    /** How a client proves that it is the client. A closed family of values. */
    public sealed interface Proof {}

    /** Not at all: a public client (RFC 6749 §2.1). */
    public record NoProof() implements Proof {}

    /**
     * A client secret.
     *
     * @param secret the secret in use
     * @param next its successor, which is tried when the first is refused or has expired
     * @param expires the last day of the secret in use, if it is known
     * @param inBody whether it is sent in the body instead of the header (RFC 6749 §2.3.1)
     */
    public record SharedSecret(
            SecretReference secret, Optional<SecretReference> next, Optional<LocalDate> expires, boolean inBody)
            implements Proof {}

    /**
     * A key with a certificate.
     *
     * @param file the certificate, in a PKCS#12 file or in PEM form, perhaps together with its key
     * @param key a file with the private key in PEM form, where it stands alone
     * @param password the password of the key
     * @param mutualTls whether it authenticates the TLS connection (RFC 8705 §2.1) instead of signing an assertion (RFC 7523)
     */
    public record Certificate(Path file, Optional<Path> key, Optional<SecretReference> password, boolean mutualTls)
            implements Proof {}

    /**
     * A token of another issuer that is trusted by the authorization server (RFC 7523 §2.2), renewed by somebody else.
     *
     * @param file the file with the token, read anew for each request
     */
    public record AssertionFile(Path file) implements Proof {}
}
