package io.mailboxconnector.pop3;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.Param;
import org.jspecify.annotations.Nullable;

/** What is said about POP3 sessions: 18000 to 18999. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface Pop3Messages {

    Pop3Messages MESSAGES = Messages.getBundle(MethodHandles.lookup(), Pop3Messages.class);

    @Message(id = 18001, value = "The POP3 server %2$s refused the access token for the mailbox %1$s: %3$s. %4$s")
    AuthenticationFailed tokenRefused(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(id = 18002, value = "The POP3 server %2$s refused user name and password for the mailbox %1$s: %3$s. %4$s")
    AuthenticationFailed passwordRefused(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(
            id = 18003,
            value =
                    "The POP3 server %2$s has been logged in to the mailbox %1$s too recently for its taste: %3$s. The connector"
                            + " waits; a pollInterval that is as long as the server wants avoids this.")
    MailboxThrottled tooSoon(
            @Param Duration retryAfter, @Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18004,
            value =
                    "The POP3 server %2$s throttles the mailbox %1$s: %3$s. The connector waits. If it happens often, make"
                            + " pollInterval longer, and look for other programs that use the mailbox.")
    MailboxThrottled throttled(
            @Param Duration retryAfter, @Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18005,
            value =
                    "The POP3 server %2$s cannot serve the mailbox %1$s right now: %3$s. The connector tries again; if it"
                            + " lasts, look at the status of the mail service.")
    MailboxUnavailable unavailable(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18006,
            value =
                    "The POP3 server %2$s cannot serve the mailbox %1$s until somebody repairs it: %3$s. Whoever runs the"
                            + " server has to look at it.")
    MailboxRefused broken(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18007,
            value =
                    "The POP3 server %2$s refused a command for the mailbox %1$s (%4$s): %3$s. If it lasts, whoever runs the"
                            + " server should look at the mailbox.")
    MailboxRefused refused(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 18008,
            value =
                    "The POP3 server %2$s does not offer STLS, which the account of the mailbox %1$s requires. Set pop3Tls"
                            + " to implicit and pop3Port to 995, or have STLS enabled on the server.")
    ConfigurationInvalid startTlsMissing(@Nullable @Cause Throwable cause, String mailbox, String server);

    @Message(
            id = 18009,
            value =
                    "The POP3 server %2$s does not accept OAuth tokens (%3$s), which the account of the mailbox %1$s uses."
                            + " Check pop3Host, pop3Port and saslMechanism; if the server knows only passwords, configure userName"
                            + " and password.")
    ConfigurationInvalid tokensNotAccepted(
            @Nullable @Cause Throwable cause, String mailbox, String server, String mechanisms);

    @Message(
            id = 18010,
            value =
                    "The POP3 server %2$s does not offer the mechanism %3$s that saslMechanism demands for the mailbox %1$s."
                            + " Remove saslMechanism, or name one that the server offers.")
    ConfigurationInvalid mechanismMissing(
            @Nullable @Cause Throwable cause, String mailbox, String server, String mechanism);

    @Message(
            id = 18011,
            value =
                    "The POP3 server %2$s gives the mails of the mailbox %1$s no lasting names (UIDL: %3$s), so that nobody"
                            + " could tell which were delivered. Read the mailbox by IMAP (protocol=imap), or have UIDL enabled.")
    ConfigurationInvalid uidlMissing(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18012,
            value =
                    "An answer of the POP3 server %2$s for the mailbox %1$s cannot be read (%3$s). The connector connects"
                            + " anew; if it happens again, please report it with the server's name.")
    ConnectionLost unreadable(@Nullable @Cause Throwable cause, String mailbox, String server, String detail);

    @Message(
            id = 18013,
            value = "The connection to the POP3 server %2$s for the mailbox %1$s was lost: %3$s. The connector connects"
                    + " anew; the server keeps every mail whose removal it had not confirmed.")
    ConnectionLost lost(@Nullable @Cause Throwable cause, String mailbox, String server, String detail);

    @Message(
            id = 18014,
            value =
                    "The POP3 server %2$s turned the connection for the mailbox %1$s away: %3$s. The connector tries again;"
                            + " if it lasts, look at the status of the mail service and at its limits for connections.")
    MailboxUnavailable turnedAway(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18015,
            value =
                    "The POP3 server %2$s cannot give the headers of a mail of the mailbox %1$s alone (it has no TOP). Set"
                            + " oversize to quarantine or reject.")
    MailboxRefused topMissing(String mailbox, String server);

    @Message(
            id = 18016,
            value =
                    "The POP3 server %2$s did not remove all the mails of the mailbox %1$s that it was told to: %3$s. The"
                            + " connector tells it again, and delivers none of them a second time meanwhile.")
    MailboxUnavailable notRemoved(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18017,
            value =
                    "The POP3 server %2$s no longer accepts passwords for the mailbox %1$s: %3$s. Configure OAuth instead of"
                            + " userName and password.")
    AuthenticationFailed passwordsDisabled(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 18018,
            value =
                    "The session at the POP3 server %2$s for the mailbox %1$s is over; what is asked now comes too late."
                            + " Nothing is lost: the connector connects anew.")
    ConnectionLost over(@Nullable @Cause Throwable cause, String mailbox, String server);
}
