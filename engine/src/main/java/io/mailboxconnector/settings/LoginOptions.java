package io.mailboxconnector.settings;

import java.util.Optional;

/**
 * How logging in is done where the automatic choice does not fit, and whether it is watched.
 *
 * @param mechanism the SASL mechanism; empty for the best one that the server offers
 * @param trace whether the dialogue with the mail servers is logged, without secrets
 * @param proxy the HTTP proxy of token requests; empty for what the JVM says
 */
public record LoginOptions(Optional<SaslMechanism> mechanism, boolean trace, Optional<HttpProxy> proxy) {

    /** Everything automatic, nothing watched. */
    public static final LoginOptions DEFAULT = new LoginOptions(Optional.empty(), false, Optional.empty());

    /** The mechanisms that can be asked for. */
    public enum SaslMechanism {
        /** The one of Google and Microsoft, for tokens. */
        XOAUTH2,
        /** The standard one for tokens (RFC 7628). */
        OAUTHBEARER,
        /** For passwords (RFC 4616). */
        PLAIN,
        /** For passwords, of old. */
        LOGIN;

        /**
         * Whether it presents a token.
         *
         * @return false when it presents a password
         */
        public boolean isForTokens() {
            return this == XOAUTH2 || this == OAUTHBEARER;
        }
    }

    /**
     * A proxy that tunnels HTTPS.
     *
     * @param host its host
     * @param port its port
     */
    public record HttpProxy(String host, int port) {}
}
