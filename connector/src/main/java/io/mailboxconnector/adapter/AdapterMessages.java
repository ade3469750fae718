package io.mailboxconnector.adapter;

import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.IllegalStateException;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** The numbered messages of this room that are thrown: 20xxx. Numbers are never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface AdapterMessages {

    AdapterMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), AdapterMessages.class);

    @Message(
            id = 20001,
            value =
                    "This %s already belongs to another instance of the resource adapter. The server must make a new one"
                            + " for each instance; please report this to its maker.")
    IllegalStateException alreadyAssociated(String bean);

    @Message(
            id = 20002,
            value = "The mailbox connector was asked to activate a bean with a %s, which is none of its own. Bind the"
                    + " message-driven bean to the resource adapter of its listener interface, and keep the api classes in"
                    + " one place only.")
    NotSupportedException foreignActivationSpec(String type);

    @Message(
            id = 20003,
            value = "The mailbox connector was asked to activate a bean before the server started it, or after it was"
                    + " stopped. Deploy the application again once the adapter runs.")
    IllegalStateException notStarted();

    @Message(
            id = 20004,
            value =
                    "This connection factory does not belong to a resource adapter, so it has nothing to connect with. Call"
                            + " setResourceAdapter first; in a server this is a fault of the server.")
    IllegalStateException withoutAdapter();
}
