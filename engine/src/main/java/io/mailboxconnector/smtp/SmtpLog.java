package io.mailboxconnector.smtp;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about submission: 14900 to 14999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface SmtpLog extends BasicLogger {

    SmtpLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SmtpLog.class, "io.mailboxconnector.smtp");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 14900, value = "The server %s did not answer the farewell; the connection was closed without it.")
    void farewellFailed(String server, @Cause Throwable cause);
}
