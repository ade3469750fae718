package io.mailboxconnector.limits;

import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.settings.SendRate;
import java.lang.invoke.MethodHandles;
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

/** What is said about the limits of mailboxes: 17000 to 17999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface LimitMessages extends BasicLogger {

    LimitMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), LimitMessages.class, "io.mailboxconnector.limits");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 17001,
            value = "The server wants the mailbox %s to be left alone; the connector uses none of its connections until"
                    + " %s. %s")
    void paused(String mailbox, Instant until, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 17002,
            value = "The server takes no mail from the mailbox %s for now; the connector sends none until %s. %s")
    void sendingPaused(String mailbox, Instant until, String reason);

    @Message(
            id = 17003,
            value = "The server wants the mailbox %s to be left alone until %s, so nothing is asked of it before. The"
                    + " warning MBX17001 or MBX17002 in the log has the server's words.")
    MailboxThrottled leftAlone(
            @Param Duration retryAfter, @Nullable @Cause Throwable none, String mailbox, Instant until);

    @Message(
            id = 17004,
            value =
                    "Sending from the mailbox %1$s would have to wait until %2$s to keep maxSendRate=%3$s, longer than it may"
                            + " (%4$s). Nothing was sent. Send later, spread the mail over several mailboxes, or raise maxSendRate"
                            + " if the server takes more.")
    MailboxThrottled tooManyWaiting(
            @Param Duration retryAfter,
            @Nullable @Cause Throwable none,
            String mailbox,
            Instant until,
            SendRate rate,
            Duration limit);

    @Message(id = 17005, value = "Waiting to send from the mailbox %s was interrupted. Nothing was sent.")
    MailboxUnavailable interrupted(@Cause Throwable cause, String mailbox);
}
