package io.mailboxconnector.wire;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What this room logs: 12200 to 12299. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface WireLog extends BasicLogger {

    WireLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), WireLog.class, "io.mailboxconnector.wire");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 12201, value = "A socket that was to be closed could not be closed in order.")
    void closeFailed(@Cause Throwable cause);
}
