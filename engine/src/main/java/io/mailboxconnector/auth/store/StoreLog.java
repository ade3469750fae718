package io.mailboxconnector.auth.store;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What this room logs, numbered from the range of {@link StoreMessages}. */
@MessageLogger(projectCode = "MBX", length = 5)
interface StoreLog {

    /** The log category is the package. */
    StoreLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), StoreLog.class, StoreLog.class.getPackageName());

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 11219, value = "The lock on %s could not be released in order; it ends with this process.")
    void lockNotReleased(@Cause Throwable cause, Object place);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 11218, value = "The lease on %s could not be given back; it ends by itself within %s.")
    void leaseNotReleased(@Cause Throwable cause, Object place, Duration lease);
}
