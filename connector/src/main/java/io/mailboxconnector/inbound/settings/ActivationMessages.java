package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** The numbered failures of finding an account: 211xx. Numbers are never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface ActivationMessages {

    ActivationMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ActivationMessages.class);

    @Message(
            id = 21101,
            value =
                    "connectionFactoryLookup = '%s' names nothing in JNDI. Deploy the connection factory, or correct the name:"
                            + " it must be a global one, such as java:/eis/Mailbox on WildFly or eis/Mailbox on Payara.")
    ConfigurationInvalid factoryNotFound(@Cause Throwable cause, String name);

    @Message(
            id = 21102,
            value =
                    "connectionFactoryLookup = '%s' names a %s, which is no connection factory of this mailbox connector."
                            + " Name a connection factory of the same resource adapter that the message-driven bean is bound to.")
    ConfigurationInvalid notAMailboxFactory(String name, String type);
}
