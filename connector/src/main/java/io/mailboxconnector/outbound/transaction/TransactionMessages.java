package io.mailboxconnector.outbound.transaction;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
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
                            + " sendMode=onCommit or outbox only while the server runs the resource adapter.")
    MailboxUnavailable notStarted();
}
