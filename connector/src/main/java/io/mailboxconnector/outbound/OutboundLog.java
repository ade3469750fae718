package io.mailboxconnector.outbound;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about pooled connections: 22900 to 22999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface OutboundLog extends BasicLogger {

    OutboundLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), OutboundLog.class, "io.mailboxconnector.outbound");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(
            id = 22900,
            value = "The server had dropped the idle connection of %s for %s; it was opened anew, and the application"
                    + " noticed nothing.")
    void reopened(String mailbox, String purpose, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 22901, value = "An idle connection of %s could not be checked and is given up.")
    void checkFailed(String mailbox, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 22902, value = "The server threw while it was told about a connection of %s.")
    void listenerFailed(String mailbox, @Cause Throwable cause);
}
