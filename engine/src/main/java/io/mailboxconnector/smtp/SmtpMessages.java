package io.mailboxconnector.smtp;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.Param;
import org.jspecify.annotations.Nullable;

/** What is said about submission: 14000 to 14999. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface SmtpMessages {

    SmtpMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), SmtpMessages.class);

    // Connecting.

    @Message(
            id = 14010,
            value = "The server %s does not offer STARTTLS, so %s was not logged in. Set smtpTls to implicit if this"
                    + " port speaks TLS at once (usual on 465), or use the submission port (587).")
    ConfigurationInvalid noStartTls(@Cause @Nullable Throwable cause, String server, String mailbox);

    @Message(
            id = 14011,
            value = "The server %s does not take connections for %s now: %s. The connector tries again when it is next"
                    + " asked to send.")
    MailboxUnavailable greetedWithRefusal(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply);

    @Message(
            id = 14012,
            value = "The server %s has too many connections for %s: %s. Lower the maximum size of the connection pool;"
                    + " Exchange Online takes three connections for sending per mailbox.")
    MailboxThrottled tooManyConnections(
            @Param Duration retryAfter, @Cause @Nullable Throwable cause, String server, String mailbox, String reply);

    @Message(
            id = 14013,
            value = "The server %s offers no login that the connector can use for %s (needed: %s; offered: %s). Check"
                    + " that the port is the one for submission (587 or 465), and the property authentication.")
    ConfigurationInvalid noMechanism(
            @Cause @Nullable Throwable cause, String server, String mailbox, String needed, String offered);

    // Login refused.

    @Message(id = 14020, value = "The server %s refused the login of %s: %s. %s")
    AuthenticationFailed loginRefused(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(
            id = 14021,
            value = "Sending with a login is switched off for the whole organisation of %2$s at %1$s: %3$s. %4$s")
    AuthenticationFailed disabledForTenant(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14022, value = "Sending with a login is switched off for the mailbox %2$s at %1$s: %3$s. %4$s")
    AuthenticationFailed disabledForMailbox(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14023, value = "The server %s takes no passwords of %s any more: %s. %s")
    AuthenticationFailed passwordsDisabled(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(
            id = 14024,
            value = "The security defaults of the organisation block the login of %2$s at %1$s: %3$s. %4$s")
    AuthenticationFailed securityDefaults(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14025, value = "Conditional Access refuses the login of %2$s at %1$s: %3$s. %4$s")
    AuthenticationFailed conditionalAccess(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14026, value = "The server %s does not let the OAuth client send for %s: %s. %s")
    AuthenticationFailed notPermitted(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14027, value = "The server %s refused the OAuth token of %s: %s. %s")
    AuthenticationFailed tokenRefused(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14028, value = "The server %s wants an app password for %s: %s. %s")
    AuthenticationFailed appPasswordNeeded(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(id = 14029, value = "The server %s cannot take the long token of %s in one line: %s. %s")
    AuthenticationFailed tokenTooLong(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    @Message(
            id = 14030,
            value = "The server %s cannot check the login of %s at the moment: %s. The connector tries again.")
    MailboxUnavailable loginNotChecked(@Cause @Nullable Throwable cause, String server, String mailbox, String reply);

    @Message(id = 14031, value = "The server %s has seen too many logins of %s: %s. %s")
    MailboxThrottled tooManyLogins(
            @Param Duration retryAfter,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply,
            String explanation);

    @Message(id = 14032, value = "The server %s does not treat %s as logged in: %s. %s")
    AuthenticationFailed notAuthenticated(
            @Cause @Nullable Throwable cause, String server, String mailbox, String reply, String explanation);

    // Submission refused.

    @Message(
            id = 14040,
            value = "The server %s refused recipients of a message from %s: %s. Correct or remove these"
                    + " addresses; nothing was sent to anybody.")
    SubmissionRejected recipientsRefused(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String replies);

    @Message(
            id = 14041,
            value = "The server %s refused the sender %3$s for the mailbox %2$s: %4$s. Use the"
                    + " address of the mailbox as sender, or have this one allowed for it; nothing was sent.")
    SubmissionRejected senderRefused(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String sender,
            String reply);

    @Message(
            id = 14042,
            value = "The server %s refused the content of a message from %s: %s. Change what the reply objects"
                    + " to, such as an attachment, a link or a missing header; nothing was sent.")
    SubmissionRejected contentRefused(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply);

    @Message(id = 14043, value = "The server %s does not let the mailbox %s send as %s: %s. %s")
    SubmissionRejected sendAsDenied(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String sender,
            String reply,
            String explanation);

    @Message(
            id = 14044,
            value = "The message from %2$s has %3$d bytes, but the server %1$s takes at most %4$d. Make attachments"
                    + " smaller or send a link; nothing was sent.")
    SubmissionRejected tooLarge(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            long size,
            long limit);

    @Message(
            id = 14045,
            value = "The server %s finds a message from %s too large: %s. Make attachments smaller or send a link;"
                    + " nothing was sent.")
    SubmissionRejected tooLargeSaysServer(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply);

    @Message(id = 14046, value = "The server %s sends mail of %s only inside the organisation: %s. %s")
    SubmissionRejected internalOnly(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply,
            String explanation);

    @Message(id = 14047, value = "The server %s takes no more parallel submissions of %s: %s. %s")
    MailboxThrottled tooManySubmissions(
            @Param Duration retryAfter,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply,
            String explanation);

    @Message(id = 14048, value = "The server %s asks %s to send more slowly: %s. %s")
    MailboxThrottled tooFast(
            @Param Duration retryAfter,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply,
            String explanation);

    @Message(id = 14049, value = "The daily sending limit of %2$s at %1$s is used up: %3$s. %4$s")
    MailboxThrottled quotaUsedUp(
            @Param Duration retryAfter,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply,
            String explanation);

    @Message(
            id = 14050,
            value = "The server %s ended the connection instead of taking a message from %s: %s. By this answer nothing"
                    + " was sent, and it may be sent again later. If a proxy stands before the server, look for the"
                    + " message in the Sent folder first.")
    SubmissionRejected closedAtFinalDot(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String reply);

    @Message(
            id = 14140,
            value =
                    "The server %s does not take international addresses (SMTPUTF8) for %s, and the mail has the address '%s'. Use"
                            + " an address of this recipient in US-ASCII; nothing was sent.")
    SubmissionRejected internationalAddress(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String server,
            String mailbox,
            String address);

    // Connection gone.

    @Message(
            id = 14060,
            value =
                    "The connection to %s broke after a message from %s with the id %s had been transmitted completely and"
                            + " before the server answered. It may have been sent: look for this id in the Sent folder or in the"
                            + " message trace before it is sent again.")
    SubmissionUnknown unknown(@Cause @Nullable Throwable cause, String server, String mailbox, String messageId);

    @Message(
            id = 14061,
            value = "The server %s closed the connection of %s: %s. Nothing was sent; the connector connects anew.")
    ConnectionLost connectionClosed(@Cause @Nullable Throwable cause, String server, String mailbox, String reply);

    @Message(id = 14062, value = "The session of %2$s with %1$s has ended. Take a new connection from the factory.")
    ConnectionLost sessionOver(String server, String mailbox);

    @Message(
            id = 14063,
            value = "The server %s gave %s an answer that is not SMTP: %s. Check host and port (properties smtpHost,"
                    + " smtpPort).")
    MailboxUnavailable notSmtp(@Cause @Nullable Throwable cause, String server, String mailbox, String detail);

    // Use.

    @Message(
            id = 14070,
            value =
                    "A session for sending has no object of the type %s. It has org.eclipse.angus.mail.smtp.SMTPTransport"
                            + " and jakarta.mail.Transport.")
    IllegalArgumentException cannotUnwrap(String type);
}
