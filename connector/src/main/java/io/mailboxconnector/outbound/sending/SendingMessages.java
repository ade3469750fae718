package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionRejected;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.Param;
import org.jspecify.annotations.Nullable;

/** What is said about mails that are kept from leaving: 22100 to 22119. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface SendingMessages {

    SendingMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), SendingMessages.class);

    @Message(
            id = 22100,
            value =
                    "A mail from %s may not go to %s: the connection factory has a recipientAllowList without them. Add the"
                            + " addresses or their domains to it, or remove it from a live system; nothing was sent to anybody.")
    SubmissionRejected notAllowed(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String mailbox,
            String recipients);

    @Message(
            id = 22101,
            value =
                    "A captured mail from %s cannot be written to the directory %s: %s. Check its permissions and the space"
                            + " left (property captureDirectory).")
    MailboxUnavailable notCaptured(@Cause Throwable cause, String mailbox, String directory, String reason);
}
