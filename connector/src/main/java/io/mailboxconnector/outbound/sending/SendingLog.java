package io.mailboxconnector.outbound.sending;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged around submissions: 22120 to 22149. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface SendingLog extends BasicLogger {

    SendingLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SendingLog.class, "io.mailboxconnector.outbound");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22120,
            value =
                    "The mail %s of %s was sent, but no copy could be stored in the Sent folder: %s. Sending goes on; check the"
                            + " folder (property sentFolder), or set saveToSent=never.")
    void copyFailed(String messageId, String mailbox, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22121,
            value =
                    "The mailbox %s has no folder that the server marks as the Sent folder, so copies of sent mails are not"
                            + " stored. Set sentFolder, or saveToSent=never.")
    void noSentFolder(String mailbox);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 22122,
            value =
                    "Mails of %s are captured and do not leave (property mode=capture). This is meant for test systems.")
    void capturing(String mailbox);
}
