package io.mailboxconnector.fault.signals;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.SECRET;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static io.mailboxconnector.fault.signals.Phase.TOKEN;
import static io.mailboxconnector.fault.signals.Sign.error;
import static io.mailboxconnector.fault.signals.Sign.says;

import java.util.List;

/** What authorization servers answer by RFC 6749 §5.2, and the words of Google. */
final class OAuthSignals {

    static final List<Signal> LIST = List.of(
            Signal.of(51, TOKEN, CONSENT, 11001)
                    .seen(
                            error("invalid_grant", "Token has been expired or revoked"),
                            error("invalid_grant", "Bad Request"))
                    .means("The refresh token is dead: revoked, unused for six months, the password was"
                            + " changed, more than 100 tokens were issued, or the Google app is in testing,"
                            + " where it lives seven days.")
                    .remedy("Publish the app (In production or Internal), then consent again:"
                            + " mailbox-doctor authorize. A service account has none of these limits."),
            Signal.of(52, TOKEN, CONFIGURATION, 11001)
                    .seen(error("invalid_grant", "Invalid JWT"))
                    .means("Google did not accept the time of the assertion.")
                    .remedy("Check the clock of this machine (NTP)."),
            Signal.of(53, TOKEN, CONFIGURATION, 11001)
                    .seen(error("invalid_grant", "Invalid email or User ID"))
                    .means("The mailbox {mailbox} is no user of the domain, but an alias or a group.")
                    .remedy("Set the mailbox to the primary address of a user."),
            Signal.of(54, TOKEN, CONFIGURATION, 11001)
                    .seen(error("unauthorized_client", "Client is unauthorized to retrieve access tokens"))
                    .means("The service account may not act for the users of the domain.")
                    .remedy("In the Google Admin console, under Security, API controls, Domain-wide"
                            + " delegation, add the numeric client id of the service account with exactly the"
                            + " scope https://mail.google.com/."),
            Signal.of(55, TOKEN, CONFIGURATION, 11001, 11002)
                    .seen(
                            error("redirect_uri_mismatch"),
                            error("admin_policy_enforced"),
                            error("org_internal"),
                            error("invalid_scope", "offline_access"))
                    .means("The Google app is not set up for this consent.")
                    .remedy("Register exactly {redirectUri}; add the account as a test user, or trust the"
                            + " app in the Admin console; ask for https://mail.google.com/ only"
                            + " (offline_access is Microsoft's)."),
            Signal.of(31, TOKEN, CONFIGURATION, 11005)
                    .seen(says("<html"), says("<!doctype"))
                    .means("A proxy or a login page answered in place of the authorization server.")
                    .remedy("Read the excerpt of its answer, and check the properties authority and"
                            + " tenantId and the proxy of this machine."),
            Signal.of(73, TOKEN, SECRET, 11001)
                    .seen(error("invalid_client"))
                    .means("The authorization server does not accept the client {clientId}.")
                    .remedy("Check clientId and clientSecret: the secret or certificate must be valid and"
                            + " belong to this client."),
            Signal.of(74, TOKEN, CONFIGURATION, 11001)
                    .seen(error("unauthorized_client"))
                    .means("The client {clientId} may not ask for tokens in this way.")
                    .remedy("Check clientId and tenantId, and that this kind of grant is allowed for the" + " client."),
            Signal.of(75, TOKEN, CONFIGURATION, 11002)
                    .seen(error("invalid_scope"), error("invalid_resource"), error("invalid_target"))
                    .means("The authorization server does not know the property scope.")
                    .remedy("Compare it with the documentation of the server; Microsoft 365 wants exactly"
                            + " one resource with /.default, such as https://outlook.office365.com/.default."),
            Signal.of(76, TOKEN, CONFIGURATION, 11002)
                    .seen(error("unsupported_grant_type"))
                    .means("The authorization server does not offer this kind of grant.")
                    .remedy("Check authority, and choose another authentication."),
            Signal.of(77, TOKEN, CONSENT, 11001)
                    .seen(error("invalid_grant"))
                    .means("The refresh token, code or assertion is no longer valid.")
                    .remedy("If somebody consented, let them consent again: mailbox-doctor authorize."
                            + " Otherwise check clientId, the clock of this machine and the scope."),
            Signal.of(78, TOKEN, CONSENT, 11001)
                    .seen(error("interaction_required"), error("login_required"), error("consent_required"))
                    .means("The authorization server wants somebody to sign in.")
                    .remedy("Consent again: mailbox-doctor authorize. Check clientId, and whether a policy"
                            + " forbids what the client does unattended."),
            Signal.of(79, TOKEN, CONFIGURATION, 11001, 11221)
                    .seen(error("access_denied"))
                    .means("Somebody declined the consent, or a policy forbids it.")
                    .remedy("Consent with the right account, or check clientId and let an administrator admit"
                            + " it."),
            Signal.of(103, TOKEN, CONSENT, 11228, 11001)
                    .seen(error("expired_token"), error("authorization_declined"), error("bad_verification_code"))
                    .means("The device code was not entered in time, or whoever entered it declined.")
                    .remedy("Start again, and enter the code within 15 minutes with the right account."),
            Signal.of(80, TOKEN, WAIT, 11004)
                    .seen(error("temporarily_unavailable"), error("server_error"), new Sign.Status(500, 599))
                    .means("The authorization server has a problem of its own.")
                    .remedy("Nothing has to be changed; the request is repeated."),
            Signal.of(81, TOKEN, WAIT, 11003)
                    .seen(error("slow_down"), new Sign.Status(429, 429))
                    .means("The authorization server got too many requests.")
                    .remedy("Check whether another program uses the client {clientId}; the connector waits."),
            Signal.of(82, TOKEN, CONFIGURATION, 11001, 11002)
                    .means("The authorization server does not give a token.")
                    .remedy("Check clientId, clientSecret, tenantId and scope."));

    private OAuthSignals() {}
}
