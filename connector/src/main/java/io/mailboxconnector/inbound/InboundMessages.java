package io.mailboxconnector.inbound;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** The numbered failures of this room: 21xxx, shared with {@link InboundLog}. Numbers are never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface InboundMessages {

    InboundMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), InboundMessages.class);

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

    @Message(
            id = 21014,
            value =
                    "The mail server does not keep the keyword %2$s in %1$s, so processed mails could not be told from new"
                            + " ones. Set %3$s to another value, such as seen or move:<folder>.")
    ConfigurationInvalid keywordNotKept(String watched, String keyword, String property);
}
