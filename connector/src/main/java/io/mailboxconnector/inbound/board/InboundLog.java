package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** The numbered messages of inbound: 21xxx. Numbers are never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
public interface InboundLog {

    /** The log category is that of all of inbound. */
    InboundLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), InboundLog.class, "io.mailboxconnector.inbound");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 21001, value = "Watching %s.")
    void watching(String watched);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 21002, value = "Stopped watching %s.")
    void stopped(String watched);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 21003, value = "Cannot watch %s: %s No mail is lost; the next attempt follows in %s.")
    void outage(String watched, String cause, Duration pause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21004, value = "Still cannot watch %s (%s); the next attempt follows in %s.")
    void stillOut(String watched, String cause, Duration pause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 21005, value = "Watching %s again after an outage of %s.")
    void recovered(String watched, Duration outage);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 21006,
            value =
                    "Watching %s failed by a defect of the connector; please report it. No mail is lost; the next attempt"
                            + " follows in %s.")
    void defect(@Cause Throwable failure, String watched, Duration pause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21007, value = "Delivery of %s failed (%s).")
    void deliveryFailed(@Cause @Nullable Throwable failure, MessageKey mail, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21008,
            value =
                    "Gave up delivering %s: %s. The mail is treated as onFailure says; look for the bean's exception above,"
                            + " mend it, and move the mail back to its folder to have it delivered again.")
    void givenUp(MessageKey mail, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21009,
            value =
                    "The server renumbered the mails of %s (new UIDVALIDITY). %d processed mails could not be marked and"
                            + " may be delivered again.")
    void renumbered(String watched, int forgotten);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21010,
            value =
                    "%s: %d deliveries did not end in time and are left to themselves; their mails will be delivered again.")
    void notDrained(String watched, int running);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21011,
            value =
                    "%s: %d processed mails could not be marked on the server before the stop and may be delivered again.")
    void unsettled(String watched, int settlements);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(
            id = 21012,
            value = "%s: the container takes no delivery now (%s); the mails are kept, next attempt in %s.")
    void backPressure(String watched, String reason, Duration pause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21015, value = "The connection that watched %s was lost and is opened again: %s")
    void connectionLost(String watched, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21016,
            value = "%s: the server refused the settlement %s of %d mails, which are treated as %s instead: %s")
    void settlementRefused(String watched, Settlement wanted, int mails, Settlement instead, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21017,
            value = "The server does not give the body of %s: %s The mail stays where it is and is tried again in %s;"
                    + " the others are delivered.")
    void unfetchable(MessageKey mail, String reason, Duration pause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21018,
            value =
                    "%s: the container failed to make the message-driven bean. The mails are kept, the next attempt follows"
                            + " in %s. Look for a class that is missing or fails to initialise.")
    void cannotDeliver(@Cause Throwable failure, String watched, Duration pause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21019,
            value =
                    "The connection broke %2$d times while %1$s was fetched. The mail stays where it is and is tried again in"
                            + " %3$s; the others are delivered. Move it out of the folder if this goes on.")
    void breaksConnections(MessageKey mail, int breaks, Duration pause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 21020, value = "Still cannot watch %s, now for another reason: %s The next attempt follows in %s.")
    void outForAnotherCause(String watched, String cause, Duration pause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21110,
            value =
                    "%s: nothing is delivered, because the ledger cannot be asked: %s The mails are kept, no attempt is counted;"
                            + " the next one follows in %s.")
    void ledgerOut(String watched, String cause, Duration pause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 21111, value = "%s: the ledger can be asked again.")
    void ledgerBack(String watched);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21112,
            value =
                    "%s: %d mails took effect and could not be entered into the ledger: %s They are settled on the server;"
                            + " should that fail, too, they are delivered again.")
    void notRecorded(String watched, int mails, String cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21113, value = "%s: failed attempts are counted in memory only, because: %s")
    void attemptsNotCounted(String watched, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21114,
            value = "The server renumbered the mails of %1$s: UIDVALIDITY was %2$s and is %3$s. The cursor goes on as"
                    + " uidValidityChange says: %4$s.")
    void cursorRenumbered(String watched, String before, String now, String policy);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21115, value = "%s: %d mails took effect before and are settled without delivery.")
    void knownBefore(String watched, int mails);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21116, value = "%s: old rows of the ledger could not be deleted: %s")
    void notSwept(String watched, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21300,
            value =
                    "%s is not delivered: it has %d bytes, maxMessageSize is %d. The mail is treated as onFailure says. Raise"
                            + " maxMessageSize, or set oversize to headersOnly, and move the mail back to have it delivered.")
    void oversize(MessageKey mail, long size, long limit);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21301,
            value =
                    "%s is not delivered: it has %d bytes, maxMessageSize is %d. The mail stays where it is, since oversize ="
                            + " reject. Raise maxMessageSize to have it delivered after the next start.")
    void oversizeLeft(MessageKey mail, long size, long limit);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21302,
            value =
                    "%s is not delivered: it cannot be parsed, and malformed = quarantine. The mail is treated as onFailure"
                            + " says; set malformed to deliver if the bean shall see it.")
    void malformed(MessageKey mail);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 21303, value = "%s is settled without delivery: its kind is %s.")
    void skipped(MessageKey mail, MailKind kind);
}
