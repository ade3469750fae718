package io.mailboxconnector.auth.http;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.Param;
import org.jspecify.annotations.Nullable;

/** What is said about answers of authorization servers: of 11000 to 11999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface AnswerMessages extends BasicLogger {

    AnswerMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), AnswerMessages.class, "io.mailboxconnector.auth");

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

    @Message(id = 11110, value = "The token request of %s was interrupted. Try again.")
    MailboxUnavailable requestInterrupted(@Cause @Nullable Throwable cause, String client);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 11104, value = "The HTTP client of the token requests did not close in order.")
    void httpCloseFailed(@Cause Throwable cause);
}
