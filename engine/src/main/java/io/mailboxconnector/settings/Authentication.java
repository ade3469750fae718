package io.mailboxconnector.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How the connector proves that it may open the mailbox. A closed family of values; none of them holds a secret in its text. */
public sealed interface Authentication {

    /** The ways to prove it that can be configured. */
    enum Mode {
        /** {@link ClientCredentials} with a {@link OAuthClient.SharedSecret}. */
        CLIENT_SECRET,
        /** {@link ClientCredentials} with a {@link OAuthClient.Certificate}. */
        CLIENT_CERTIFICATE,
        /** {@link ClientCredentials} with an {@link OAuthClient.AssertionFile}. */
        CLIENT_ASSERTION,
        /** {@link ManagedIdentity}. */
        MANAGED_IDENTITY,
        /** {@link RefreshToken}. */
        REFRESH_TOKEN,
        /** {@link ServiceAccount}. */
        SERVICE_ACCOUNT,
        /** {@link TokenServer}. */
        TOKEN_SERVER,
        /** {@link Password}. */
        PASSWORD
    }

    /**
     * The name to log in with: the mailbox, also where the token belongs to somebody else.
     *
     * @param mailbox the mailbox to be opened
     * @return the SASL user
     */
    default String loginName(String mailbox) {
        return mailbox;
    }

    /**
     * Whose token it is. Accounts with equal authentication share one token as far as this is equal, too.
     *
     * @param mailbox the mailbox to be opened
     * @return a person; empty for an application
     */
    default String principal(String mailbox) {
        return "";
    }

    /**
     * The client credentials grant with a client secret at Microsoft Entra.
     *
     * @param authority the tenant's base address
     * @param clientId the application (client) id
     * @param secret the value of the client secret
     * @param scope the scope to ask for, ending in {@code /.default}
     * @return the authentication
     */
    static ClientCredentials clientSecret(URI authority, String clientId, String secret, String scope) {
        return new ClientCredentials(new OAuthClient(
                new OAuthClient.Entra(authority),
                clientId,
                new OAuthClient.SharedSecret(
                        SecretReference.literal(secret), Optional.empty(), Optional.empty(), false),
                scope));
    }

    /**
     * A password that is given as a text.
     *
     * @param userName the name to log in with
     * @param password the password
     * @return the authentication
     */
    static Password password(String userName, String password) {
        return new Password(userName, SecretReference.literal(password));
    }

    /**
     * An access token for the client itself (RFC 6749 §4.4).
     *
     * @param client the client
     */
    record ClientCredentials(OAuthClient client) implements Authentication {}

    /**
     * An access token for the identity that Azure gave the machine.
     *
     * @param clientId which one, where the machine has several
     * @param scope the scope to ask for, ending in {@code /.default}
     */
    record ManagedIdentity(Optional<String> clientId, String scope) implements Authentication {}

    /**
     * An access token for a person who once consented (RFC 6749 §6).
     *
     * @param client the client
     * @param principal the account of the person, which may open the mailbox
     * @param store where the refresh token is kept
     */
    record RefreshToken(OAuthClient client, String principal, TokenStore store) implements Authentication {
        @Override
        public String principal(String mailbox) {
            return principal;
        }
    }

    /**
     * An access token that a service account of Google gets in the name of a person (RFC 7523 §2.1).
     *
     * @param key the JSON key file of the service account
     * @param tokenUrl the token endpoint; empty for the one that the key file names
     * @param subject the person; empty for the mailbox to be opened
     * @param scope what tokens are asked for
     */
    record ServiceAccount(Path key, Optional<URI> tokenUrl, Optional<String> subject, String scope)
            implements Authentication {
        @Override
        public String principal(String mailbox) {
            return subject.orElse(mailbox);
        }
    }

    /**
     * An access token from a service of the administrator that hands them out.
     *
     * @param url where to ask, with {@code {mailbox}} for the mailbox
     * @param secret what proves that we may ask, sent as a bearer token
     */
    record TokenServer(String url, Optional<SecretReference> secret) implements Authentication {
        @Override
        public String principal(String mailbox) {
            return url.contains("{mailbox}") ? mailbox : "";
        }
    }

    /**
     * A password or app password.
     *
     * @param userName the name to log in with
     * @param password the password
     */
    record Password(String userName, SecretReference password) implements Authentication {
        @Override
        public String loginName(String mailbox) {
            return userName;
        }

        @Override
        public String principal(String mailbox) {
            return userName;
        }
    }
}
