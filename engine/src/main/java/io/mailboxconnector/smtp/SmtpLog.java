package io.mailboxconnector.smtp;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about submission: 14900 to 14999, 14150 to 14159. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface SmtpLog extends BasicLogger {

    SmtpLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SmtpLog.class, "io.mailboxconnector.smtp");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 14900, value = "The server %s did not answer the farewell; the connection was closed without it.")
    void farewellFailed(String server, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 14150,
            value =
                    "The server %s offers %s, but refused to do it: %s. It is not used with this server any more until the"
                            + " connector is restarted; the mail was sent without it.")
    void extensionBroken(String server, String extension, String reply);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 14151, value = "The server %s cannot be used for %s, so %s is tried: %s")
    void failover(String server, String mailbox, String next, String reason);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 14152, value = "The server %s did not answer a probe; the connection is not used any more.")
    void probeFailed(String server, @Cause Throwable cause);
}
