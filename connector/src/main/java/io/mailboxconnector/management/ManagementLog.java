package io.mailboxconnector.management;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** The numbered messages of this room: 20300 to 20309. Numbers are never used twice; before they were 21200, 21201, 22236 and 22237. */
@MessageLogger(projectCode = "MBX", length = 5)
interface ManagementLog {

    ManagementLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ManagementLog.class, ManagementLog.class.getPackageName());

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20300,
            value =
                    "The MBean %s cannot be registered; mail is delivered and sent all the same. Look at the cause and at the"
                            + " security settings of the server's JMX.")
    void notRegistered(@Cause Throwable cause, String name);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 20301, value = "The MBean %s could not be unregistered.")
    void notUnregistered(@Cause Throwable cause, String name);
}
