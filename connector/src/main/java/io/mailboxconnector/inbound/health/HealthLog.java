package io.mailboxconnector.inbound.health;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** The numbered messages of this room: 21200 to 21209. Numbers are never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface HealthLog {

    HealthLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), HealthLog.class, "io.mailboxconnector.inbound");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21200,
            value =
                    "The MBean that shows %s cannot be registered; the mail is delivered all the same. Look at the cause"
                            + " and at the security settings of the server's JMX.")
    void notRegistered(@Cause Throwable cause, String watched);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21201, value = "The MBean %s could not be unregistered.")
    void notUnregistered(@Cause Throwable cause, String name);
}
