package io.mailboxconnector.database;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What this room logs, numbered from the range of {@link DatabaseMessages}. */
@MessageLogger(projectCode = "MBX", length = 5)
interface DatabaseLog {

    /** The log category is the package. */
    DatabaseLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), DatabaseLog.class, DatabaseLog.class.getPackageName());

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 16050, value = "A transaction that had failed could not be rolled back; its connection is given up.")
    void rollbackFailed(@Cause Throwable failure);
}
