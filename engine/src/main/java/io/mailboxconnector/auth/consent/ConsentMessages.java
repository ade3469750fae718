package io.mailboxconnector.auth.consent;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jspecify.annotations.Nullable;

/** What is said about consents: 11220 to 11239. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface ConsentMessages {

    ConsentMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ConsentMessages.class);

    @Message(id = 11220, value = "The authorization server %s did not give its consent to the client %s: %s. %s")
    AuthenticationFailed refused(URI server, String clientId, String answer, String explanation);

    @Message(id = 11221, value = "Nobody consented that the client %2$s opens the mailbox at %1$s: %3$s. %4$s")
    AuthenticationFailed declined(URI server, String clientId, String answer, String explanation);

    @Message(
            id = 11222,
            value =
                    "What came back does not belong to the consent that was started here: %s. Somebody may have tried to"
                            + " slip in another account; start again, and use the address from this run only.")
    AuthenticationFailed foreign(String detail);

    @Message(
            id = 11223,
            value = "This consent was used already, or more than %s have passed since it was started. Start again.")
    AuthenticationFailed over(Duration limit);

    @Message(
            id = 11224,
            value =
                    "%s consented, but the token must be for %s. Start again and choose the right account; sign out of the"
                            + " other one in the browser before. If this person opens a shared mailbox, set userName to the person.")
    AuthenticationFailed otherAccount(String account, String expected);

    @Message(
            id = 11225,
            value =
                    "The authorization server %s does not say who consented (%s), so the account cannot be checked. Check"
                            + " that it speaks OpenID Connect and that the client may ask for the scope openid.")
    ConfigurationInvalid noIdentity(URI server, String detail);

    @Message(
            id = 11226,
            value =
                    "The authorization server %s gave no refresh token to the client %s. Allow offline access for the client"
                            + " (scope offline_access; Google gives one only when the consent page is shown).")
    ConfigurationInvalid noRefreshToken(URI server, String clientId);

    @Message(
            id = 11227,
            value =
                    "The address %s has neither a code nor an error in it. Paste the whole address that the browser shows"
                            + " after the consent.")
    ConfigurationInvalid noCode(String address);

    @Message(id = 11228, value = "The device code was not entered: %s. %s")
    AuthenticationFailed deviceOver(String answer, String explanation);

    @Message(
            id = 11229,
            value = "The authorization server %s does not describe itself as is needed (%s). Check the properties"
                    + " authority or issuer.")
    ConfigurationInvalid metadataUnusable(@Cause @Nullable Throwable cause, URI server, String detail);

    @Message(
            id = 11230,
            value =
                    "The authorization server %s offers no device codes. Use the browser: mailbox-doctor authorize without"
                            + " --device.")
    ConfigurationInvalid noDeviceCodes(URI server);

    @Message(
            id = 11231,
            value = "The authorization server %s does not answer as it should (HTTP status %d). Try again; if it lasts,"
                    + " check the properties authority or issuer, and whether a proxy stands in between.")
    MailboxUnavailable serverFailed(URI server, int status);

    @Message(id = 11232, value = "Waiting for the consent was interrupted. Start again.")
    MailboxUnavailable interrupted(@Cause Throwable cause);

    @Message(
            id = 11233,
            value =
                    "Of the authorization server only its token endpoint %s is known, not where people consent. Give the"
                            + " property issuer, or authority for Microsoft Entra, in place of tokenUrl.")
    ConfigurationInvalid noIssuer(URI tokenEndpoint);

    @Message(
            id = 11234,
            value = "Nobody has to consent for the account of %s: it does not log in with a refresh token. Set"
                    + " authentication=refreshToken, or leave it as it is.")
    ConfigurationInvalid noConsentNeeded(String mailbox);
}
