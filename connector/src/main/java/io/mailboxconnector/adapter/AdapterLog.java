package io.mailboxconnector.adapter;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** The numbered messages of this room that are logged: 20xxx. Numbers are never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface AdapterLog {

    AdapterLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), AdapterLog.class, AdapterLog.class.getPackageName());

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20101, value = "The mailbox connector has started.")
    void started();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20102, value = "The mailbox connector has stopped.")
    void stopped();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 20103, value = "The connection factory for %s cannot be used until its configuration is corrected:%s")
    void unusableFactory(String account, String faults);
}
