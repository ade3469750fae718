package io.mailboxconnector.auth;

import java.net.URI;
import java.util.Locale;

/**
 * Whose refresh token it is: a person who consented, at one authorization server, for one client. The mailbox is no part of it:
 * one person's token may open shared mailboxes too.
 *
 * @param server the issuer or authority, or else the token endpoint, as it is configured
 * @param clientId the client that was consented to
 * @param principal the account of the person, in lower case
 */
public record PrincipalKey(URI server, String clientId, String principal) {

    /** Mail addresses are compared without regard to case. */
    public PrincipalKey {
        principal = principal.toLowerCase(Locale.ROOT);
    }
}
