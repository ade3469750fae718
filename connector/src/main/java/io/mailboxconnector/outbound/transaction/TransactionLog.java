package io.mailboxconnector.outbound.transaction;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is logged about mails that wait for a commit: 22210 to 22219. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface TransactionLog extends BasicLogger {

    TransactionLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), TransactionLog.class, "io.mailboxconnector.outbound");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 22210,
            value =
                    "The transaction that sent the mail %s of %s has committed, but the mail could not be submitted, and is"
                            + " lost (%s so far): %s. Send it again if it matters; sendMode=outbox would have kept it.")
    void lostAfterCommit(String messageId, String mailbox, long failures, String reason, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 22211,
            value =
                    "%s mails whose transactions have committed were not submitted before the connector stopped, and are lost:"
                            + " %s. Send them again if they matter; sendMode=outbox would have kept them.")
    void lostByStop(int number, String messageIds);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22212,
            value =
                    "Nobody knows whether a transaction with %s mails committed (status %s), so they are not sent: %s. Look"
                            + " at the log of the transaction manager, and send them again if it did.")
    void doubtfulEnd(int number, int status, String messageIds);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22213,
            value =
                    "A transaction is rolled back because the mail %s of %s was not accepted; none of its mails has left: %s")
    void rolledBackByRefusal(String messageId, String mailbox, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 22214,
            value =
                    "A transaction is rolled back because the mail %s of %s was not accepted, or nobody knows, but mails that"
                            + " cannot be taken back have left, or may have: %s. The reason: %s. Send one mail in a"
                            + " transaction with transactionLevel=local, or use sendMode=outbox.")
    void committedInPart(String messageId, String mailbox, String messageIds, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22215,
            value =
                    "An application closed a connection to %s without ending the local transaction that it had begun: it is"
                            + " rolled back, and %s mails are not sent: %s")
    void abandoned(String mailbox, int number, String messageIds);
}
