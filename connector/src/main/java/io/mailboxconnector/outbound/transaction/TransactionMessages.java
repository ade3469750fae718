package io.mailboxconnector.outbound.transaction;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import jakarta.resource.spi.LocalTransactionException;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What is said about sending in transactions: 22200 to 22209. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface TransactionMessages {

    TransactionMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), TransactionMessages.class);

    @Message(
            id = 22200,
            value =
                    "A mail cannot be sent within this transaction: its status is %s, so it will not commit. Send it in a"
                            + " transaction of its own (REQUIRES_NEW), or set sendMode=immediate.")
    MailboxRefused notActive(String status);

    @Message(
            id = 22201,
            value =
                    "The connector has not been started, or was stopped, so it cannot learn how a transaction ends. Send with"
                            + " sendMode=onCommit or outbox, or transactionLevel=local, only while the server runs the resource adapter.")
    MailboxUnavailable notStarted();

    @Message(
            id = 22202,
            value =
                    "A mail cannot be sent within this transaction: the server did not make the connection to %s a part of it,"
                            + " as transactionLevel=local needs. Take the connection from the factory within the transaction, and"
                            + " see that the server's pool has the transaction support LocalTransaction.")
    MailboxRefused notEnlisted(String mailbox);

    @Message(
            id = 22203,
            value =
                    "The mail %s of %s was not sent, so its transaction is rolled back; none of its mails has left: %s. Correct what the server objects to, and try again.")
    LocalTransactionException notCommitted(@Cause Throwable cause, String messageId, String mailbox, String reason);

    @Message(
            id = 22204,
            value =
                    "The mail %s of %s was not sent, or nobody knows, so its transaction is rolled back; but mails that"
                            + " cannot be taken back have left, or may have: %s. The reason: %s. Send one mail in a transaction, or use sendMode=outbox.")
    LocalTransactionException committedInPart(
            @Cause Throwable cause, String messageId, String mailbox, String messageIds, String reason);

    @Message(
            id = 22205,
            value =
                    "A local transaction of the connection to %s cannot %s: it is %s. Begin one before it ends, end it before the next, and leave those of the server to the server.")
    LocalTransactionException illegalTransition(String mailbox, String transition, String state);
}
