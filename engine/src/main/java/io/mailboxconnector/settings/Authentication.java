package io.mailboxconnector.settings;

import java.net.URI;

/** How the connector proves that it may open the mailbox. A closed family of values. */
public sealed interface Authentication {

    /** The ways to prove it that can be configured. */
    enum Mode {
        /** {@link ClientSecret}. */
        CLIENT_SECRET,
        /** {@link Password}. */
        PASSWORD
    }

    /**
     * The name to log in with.
     *
     * @param mailbox the mailbox to be opened
     * @return the SASL user
     */
    String loginName(String mailbox);

    /**
     * An access token from Microsoft Entra by the client credentials grant with a client secret (RFC 6749 §4.4).
     *
     * @param authority the tenant's base address, such as {@code https://login.microsoftonline.com/contoso.example/}
     * @param clientId the application (client) id
     * @param clientSecret the value of the client secret
     * @param scope the scope to ask for, ending in {@code /.default}
     */
    record ClientSecret(URI authority, String clientId, Secret clientSecret, String scope) implements Authentication {
        @Override
        public String loginName(String mailbox) {
            return mailbox;
        }

        @Override
        public String toString() {
            return "ClientSecret[authority=" + authority + ", clientId=" + clientId + ", scope=" + scope + "]";
        }
    }

    /**
     * A password or app password.
     *
     * @param userName the name to log in with
     * @param password the password
     */
    record Password(String userName, Secret password) implements Authentication {
        @Override
        public String loginName(String mailbox) {
            return userName;
        }

        @Override
        public String toString() {
            return "Password[userName=" + userName + "]";
        }
    }
}
