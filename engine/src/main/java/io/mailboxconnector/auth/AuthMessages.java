package io.mailboxconnector.auth;

import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** What is said about tokens: 11000 to 11999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface AuthMessages extends BasicLogger {

    AuthMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), AuthMessages.class, "io.mailboxconnector.auth");

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

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 11111,
            value =
                    "With %s, %s ends at %s. Renew it before; without it no token can be got any more, and no mailbox opened.")
    void credentialEnds(String login, String what, Instant end);
}
