package io.mailboxconnector.outbound.outbox;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about the outbox: 22230 to 22249. A number is never used twice; 22236 and 22237 were in use. */
@MessageLogger(projectCode = "MBX", length = 5)
interface OutboxLog extends BasicLogger {

    OutboxLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), OutboxLog.class, "io.mailboxconnector.outbound");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 22230, value = "The outbox of %s cannot send at the moment, and tries again until it can: %s")
    void outage(String queue, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 22231, value = "The outbox of %s sends again.")
    void recovered(String queue);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 22232,
            value =
                    "The mail %s of %s was refused (%s) and waits in the outbox as row %s, with the reason. An administrator"
                            + " can send it once more or delete it.")
    void rejected(String messageId, String mailbox, String code, String id);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22233,
            value =
                    "Nobody knows whether the mail %s of %s was sent. It waits in the outbox as row %s until an administrator"
                            + " sends it once more or deletes it (property outboxUnknown=park): %s")
    void unknown(String messageId, String mailbox, String id, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22234,
            value = "Nobody knows whether the mail %s of %s was sent, so it is sent once more (property"
                    + " outboxUnknown=resend): %s")
    void resent(String messageId, String mailbox, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22235,
            value =
                    "A node was stopped while it sent from the outbox of %s: %s mails had not been transmitted and are sent"
                            + " now; of these rows nobody knows whether they were (property outboxUnknown=%s): %s")
    void nodeLost(String queue, int released, String policy, String unknownIds);
}
