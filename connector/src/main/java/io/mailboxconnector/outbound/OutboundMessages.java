package io.mailboxconnector.outbound;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxUnavailable;
import jakarta.resource.NotSupportedException;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What is said about pooled connections and their handles: 22000 to 22899. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface OutboundMessages {

    OutboundMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), OutboundMessages.class);

    @Message(
            id = 22001,
            value = "The server's pool gave no connection to %s: %s. If all connections are in use, look for code that"
                    + " does not close them (use try-with-resources), or raise the maximum size of the pool.")
    MailboxUnavailable noConnection(@Cause Throwable cause, String mailbox, String reason);

    @Message(
            id = 22002,
            value =
                    "The server's pool gave a connection to %s where one to %s was asked for. Let the pool tell requests"
                            + " apart: on WildFly set security-application=true on the connection definition.")
    ConfigurationInvalid wrongMailbox(String given, String wanted);

    @Message(
            id = 22003,
            value = "This connection to a mailbox is closed. Take a new one from the factory, and use it before it is"
                    + " closed.")
    IllegalStateException handleClosed();

    @Message(
            id = 22004,
            value = "This connection to a mailbox was taken back by the server's pool, because its transaction or the"
                    + " method of the bean ended, and cannot be used now. Take a new one from the factory.")
    IllegalStateException handleDissociated();

    @Message(
            id = 22005,
            value = "A handle of a connection cannot go from %s to %s. This is a defect of the connector;"
                    + " please report it.")
    IllegalStateException illegalTransition(String from, String to);

    @Message(
            id = 22006,
            value = "This factory of mailbox connections was not made by the resource adapter and has no configuration."
                    + " Inject it with @Resource, or look it up in JNDI.")
    IllegalStateException factoryWithoutAdapter();

    @Message(
            id = 22007,
            value =
                    "Connections to a mailbox take part in no XA transactions: a mail that was sent cannot be taken back. Set"
                            + " the transaction support of the connection factory to NoTransaction, or to LocalTransaction with"
                            + " transactionLevel=local.")
    NotSupportedException noXaTransactions();

    @Message(
            id = 22008,
            value = "The connection to %s has been destroyed and cannot be used any more. This is a fault"
                    + " of the server's pool; please report it to its maker.")
    jakarta.resource.spi.IllegalStateException destroyed(String mailbox);

    @Message(
            id = 22009,
            value = "A connection to a mailbox was asked to adopt a %s, which is none of its handles."
                    + " This is a fault of the server's pool; please report it to its maker.")
    jakarta.resource.spi.IllegalStateException foreignHandle(String type);

    @Message(
            id = 22010,
            value = "A connection to a mailbox has no object of the type %s. It has jakarta.mail.Store and"
                    + " org.eclipse.angus.mail.imap.IMAPStore for reading, jakarta.mail.Transport and"
                    + " org.eclipse.angus.mail.smtp.SMTPTransport for sending, and"
                    + " jakarta.resource.cci.LocalTransaction.")
    IllegalArgumentException cannotUnwrap(String type);

    @Message(
            id = 22012,
            value = "A connection was asked for to '%s', which is not the address of a mailbox. Give an address such as"
                    + " support@contoso.example.")
    IllegalArgumentException notAnAddress(String mailbox);

    @Message(
            id = 22013,
            value = "The server's pool destroyed the connection to %s while it was in use. Take a new one from the"
                    + " factory.")
    ConnectionLost destroyedInUse(String mailbox);

    @Message(
            id = 22022,
            value =
                    "The server's pool wanted the connection to %s for somebody else, and its work, or its local transaction,"
                            + " did not end within %s (readTimeout). The work goes on. Raise the maximum size of the pool.")
    jakarta.resource.spi.IllegalStateException atWork(String mailbox, String limit);

    @Message(
            id = 22021,
            value =
                    "Connections to %s take part in no local transactions, because the factory has transactionLevel=none. Set"
                            + " transactionLevel=local, or the transaction support of the server's pool to NoTransaction.")
    NotSupportedException noLocalTransactions(String mailbox);

    @Message(
            id = 22320,
            value =
                    "This connection to a mailbox is in use by the thread %s, and the thread %s tried to use it at the same"
                            + " time. A connection serves one thread: let each thread take its own from the factory.")
    IllegalStateException usedByAnotherThread(String user, String intruder);
}
