package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What is said about the outbox: 22220 to 22229. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface OutboxMessages {

    OutboxMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), OutboxMessages.class);

    @Message(
            id = 22220,
            value =
                    "The mail %s of %s cannot be written into the outbox, because its content cannot be read: %s. Look at the"
                            + " space left for temporary files; nothing was sent.")
    MailboxUnavailable notReadable(@Cause Throwable cause, String messageId, String mailbox, String reason);

    @Message(
            id = 22221,
            value =
                    "The node that sent this mail was stopped while it transmitted, so nobody knows whether the server took it."
                            + " Look whether it arrived, then delete it from the outbox or send it once more.")
    MailboxUnavailable lostWithNode();

    @Message(
            id = 22222,
            value =
                    "The server refused this mail for the moment again and again during %s. Find out why, then send it once"
                            + " more, or delete it. The last refusal was: %s")
    MailboxRefused outOfPatience(String patience, String reason);

    @Message(
            id = 22223,
            value = "The row %s of the outbox was taken by another node before its mail was transmitted here. Make"
                    + " outboxLease longer if this happens often, and let the clocks of all nodes agree.")
    MailboxUnavailable leaseLost(String id);
}
