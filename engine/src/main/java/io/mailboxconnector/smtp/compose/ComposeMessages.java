package io.mailboxconnector.smtp.compose;

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

/** What is said about mails that cannot be sent as they are: 14001 to 14009 and 14100 to 14129. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface ComposeMessages {

    ComposeMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ComposeMessages.class);

    @Message(id = 14001, value = "The message from %s has no recipient. Set To, Cc or Bcc before it is sent.")
    SubmissionRejected noRecipients(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String mailbox);

    @Message(id = 14002, value = "The address '%s' in %s cannot be used: %s. Correct it; nothing was sent.")
    SubmissionRejected badAddress(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String address,
            String header,
            @Nullable String reason);

    @Message(
            id = 14004,
            value =
                    "The header %2$s of a message from %1$s contains a line break or another control character: somebody"
                            + " may try to smuggle a header in. Remove control characters from what users typed; nothing was"
                            + " sent.")
    SubmissionRejected headerInjection(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String mailbox,
            String header);

    @Message(
            id = 14005,
            value = "The message from %s cannot be written: %s. Check its parts and attachments; nothing was sent.")
    SubmissionRejected cannotRender(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String mailbox,
            String reason);

    @Message(id = 14100, value = "The field %s of a mail contains '%s'. Allowed: %s. Correct it; nothing was sent.")
    SubmissionRejected unfitField(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String field,
            String given,
            String allowed);

    @Message(
            id = 14101,
            value =
                    "The header %s cannot be set among the further headers of a mail: it has a field of its own or belongs to"
                            + " the structure of the mail. Use that field; nothing was sent.")
    SubmissionRejected headerTaken(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String header);

    @Message(
            id = 14102,
            value =
                    "The inline image %s belongs to no HTML. Set the HTML that shows it, or attach it as a file; nothing was"
                            + " sent.")
    SubmissionRejected imageWithoutHtml(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String image);

    @Message(id = 14103, value = "The attachment %s of a mail from %s cannot be read: %s. Nothing was sent.")
    SubmissionRejected attachmentUnreadable(
            @Param boolean permanent,
            @Param List<RefusedRecipient> refused,
            @Cause @Nullable Throwable cause,
            String attachment,
            String mailbox,
            String reason);
}
