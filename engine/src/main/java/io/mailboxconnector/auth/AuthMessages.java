package io.mailboxconnector.auth;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.Param;
import org.jspecify.annotations.Nullable;

/** What is said about tokens: 11000 to 11999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface AuthMessages extends BasicLogger {

    AuthMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), AuthMessages.class, "io.mailboxconnector.auth");

    @Message(id = 11001, value = "The authorization server %s refused the client %s: %s. %s%s")
    AuthenticationFailed clientRefused(
            @Cause @Nullable Throwable cause, URI authority, String clientId, String answer, String remedy, String ids);

    @Message(id = 11002, value = "The authorization server %s cannot serve the request of the client %s: %s. %s%s")
    ConfigurationInvalid requestRefused(
            @Cause @Nullable Throwable cause, URI authority, String clientId, String answer, String remedy, String ids);

    @Message(
            id = 11003,
            value = "The authorization server %s got too many requests from the client %s: %s. It is left alone for at"
                    + " least %s; check whether another program uses the same client.%s")
    MailboxThrottled tooManyRequests(
            @Param Duration retryAfter,
            @Cause @Nullable Throwable cause,
            URI authority,
            String clientId,
            String answer,
            Duration pause,
            String ids);

    @Message(
            id = 11004,
            value =
                    "The authorization server %s has a problem of its own (HTTP status %d%s). It is asked again; nothing has"
                            + " to be changed. If it lasts, see the status page of the provider, or of a proxy in between.%s")
    MailboxUnavailable serverFailed(
            @Cause @Nullable Throwable cause, URI authority, int status, String answer, String ids);

    @Message(
            id = 11005,
            value =
                    "What answered at %s is not an authorization server (HTTP status %d, %s). Check the properties authority"
                            + " and tenantId, and whether a proxy or a login page stands in between.")
    ConfigurationInvalid notAnAuthorizationServer(
            @Cause @Nullable Throwable cause, URI authority, int status, String answer);

    @Message(
            id = 11006,
            value =
                    "The authorization server %s answered the client %s without a token (HTTP status %d). Check the property"
                            + " authority: it must be the base address of a Microsoft Entra tenant.%s")
    ConfigurationInvalid noToken(
            @Cause @Nullable Throwable cause, URI authority, String clientId, int status, String ids);

    @Message(
            id = 11007,
            value = "The authorization server %s gave the client %s a token that does not say how long it lives, or has"
                    + " expired already. Check the property authority, and the clock of the authorization server.%s")
    ConfigurationInvalid tokenWithoutLife(@Cause @Nullable Throwable cause, URI authority, String clientId, String ids);

    @Message(
            id = 11008,
            value = "No token can be asked for with these settings: %s. The property authority must look like"
                    + " https://login.microsoftonline.com/<tenantId>/ and is %s; clientId, clientSecret and scope must not be"
                    + " empty.")
    ConfigurationInvalid settingsUnusable(@Cause @Nullable Throwable cause, String detail, URI authority);

    @Message(
            id = 11009,
            value =
                    "The authorization server %s did not answer within %s. It is asked again; check that a firewall or proxy"
                            + " lets this machine through.")
    MailboxUnavailable noAnswerInTime(@Cause Throwable cause, URI authority, Duration limit);

    @Message(id = 11010, value = "Getting a token for %s was interrupted.")
    MailboxUnavailable interrupted(@Cause @Nullable Throwable cause, String login);

    @Message(
            id = 11011,
            value =
                    "No token for %s within %s: the request of another thread to the authorization server is still under"
                            + " way. Try again.")
    MailboxUnavailable waitedTooLong(@Cause @Nullable Throwable cause, String login, Duration limit);

    @Message(id = 11012, value = "No token for %s: the connector is being stopped.")
    MailboxUnavailable closed(@Cause @Nullable Throwable cause, String login);

    @Message(
            id = 11013,
            value =
                    "Getting a token for %s failed in an unexpected way, which is a defect of the connector; its cause tells"
                            + " where. It is tried again.")
    MailboxUnavailable unexpected(@Cause Throwable cause, String login);

    @Message(id = Message.NONE, value = "%s [Remembered; the next attempt is made after %s.]")
    String remembered(String failure, Instant until);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 11101,
            value =
                    "The token of %s could not be renewed; it is used until %s and renewal is tried again after %s. Reason:"
                            + " %s")
    void renewalFailed(String login, Instant expiresAt, Instant nextAttempt, String reason);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 11102, value = "Renewal of the token of %s failed again (attempt %d): %s")
    void renewalFailedAgain(String login, int attempt, String reason);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 11103, value = "Got a token for %s, valid until %s.")
    void obtained(String login, Instant expiresAt);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 11104, value = "The HTTP client of the token requests did not close in order.")
    void httpCloseFailed(@Cause Throwable cause);
}
