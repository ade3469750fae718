package io.mailboxconnector.imap.protocol;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxFull;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.NotFound;
import io.mailboxconnector.api.QuotaExceeded;
import io.mailboxconnector.api.TokenExpired;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.Param;
import org.jspecify.annotations.Nullable;

/** What is said about IMAP sessions: 13000 to 13099, 13250 to 13299 and 13310 to 13319. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
public interface ImapMessages extends BasicLogger {

    ImapMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), ImapMessages.class, "io.mailboxconnector.imap");

    @Message(id = 13001, value = "The IMAP server %2$s refused the access token for the mailbox %1$s: %3$s. %4$s")
    AuthenticationFailed tokenRefused(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(id = 13002, value = "The IMAP server %2$s refused user name and password for the mailbox %1$s: %3$s. %4$s")
    AuthenticationFailed passwordRefused(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(
            id = 13003,
            value = "The IMAP server %2$s accepted the login for the mailbox %1$s but does not open it: %3$s. %4$s")
    AuthenticationFailed notConnected(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(id = 13004, value = "The IMAP server %2$s no longer accepts passwords for the mailbox %1$s: %3$s. %4$s")
    AuthenticationFailed basicDisabled(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(id = 13005, value = "The IMAP server %2$s wants an app password for the mailbox %1$s: %3$s. %4$s")
    AuthenticationFailed appPasswordRequired(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(id = 13006, value = "The IMAP server %2$s cannot serve the mailbox %1$s right now: %3$s. %4$s")
    MailboxUnavailable unavailable(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String explanation);

    @Message(
            id = 13007,
            value =
                    "The IMAP server %2$s has too many connections or too much traffic for the mailbox %1$s: %3$s. %4$s")
    MailboxThrottled limitReached(
            @Param Duration retryAfter,
            @Nullable @Cause Throwable cause,
            String mailbox,
            String server,
            String answer,
            String explanation);

    @Message(
            id = 13008,
            value = "The IMAP server %2$s throttles the mailbox %1$s and wants to be left alone for %3$s: %4$s. %5$s")
    MailboxThrottled throttled(
            @Param Duration retryAfter,
            @Nullable @Cause Throwable cause,
            String mailbox,
            String server,
            Duration backoff,
            String answer,
            String explanation);

    @Message(
            id = 13009,
            value =
                    "The mailbox %1$s on the IMAP server %2$s is full: %3$s. Delete or archive mails, or raise its quota.")
    MailboxFull overQuota(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 13010,
            value =
                    "The mailbox %1$s on the IMAP server %2$s has no such folder (%4$s): %3$s. Check the folder name, with"
                            + " the hierarchy separator of the server, or create the folder.")
    NotFound folderMissing(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13011,
            value =
                    "The IMAP server %2$s refused a command for the mailbox %1$s (%4$s): %3$s. Check the permissions of the"
                            + " account for this folder and this operation.")
    MailboxRefused refused(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13012,
            value =
                    "The IMAP server %2$s did not understand a command for the mailbox %1$s (%4$s): %3$s. Check the search"
                            + " expression or folder name that was used; if they are right, please report it with the server's name.")
    MailboxRefused notUnderstood(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13013,
            value =
                    "The IMAP server %2$s ended the connection for the mailbox %1$s: %3$s. The connector connects anew.")
    ConnectionLost goodbye(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 13014,
            value =
                    "The IMAP server %2$s ended the connection for the mailbox %1$s because the access token expired: %3$s."
                            + " This is routine: the connector connects anew with a new token.")
    TokenExpired tokenExpired(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 13015,
            value = "The connection to the IMAP server %2$s for the mailbox %1$s was lost: %3$s. The connector connects"
                    + " anew; if it happens often, look for firewalls with short idle limits.")
    ConnectionLost lost(@Nullable @Cause Throwable cause, String mailbox, String server, String detail);

    @Message(
            id = 13016,
            value = "The IMAP server %2$s does not offer STARTTLS, which the account of the mailbox %1$s requires. Set"
                    + " imapTls to implicit and imapPort to 993, or have STARTTLS enabled on the server.")
    ConfigurationInvalid startTlsMissing(@Cause Throwable cause, String mailbox, String server);

    @Message(
            id = 13017,
            value =
                    "The IMAP server %2$s does not accept OAuth tokens (XOAUTH2), which the account of the mailbox %1$s uses."
                            + " Check imapHost and imapPort; if the server knows only passwords, configure userName and password.")
    ConfigurationInvalid tokensNotAccepted(@Cause Throwable cause, String mailbox, String server);

    @Message(
            id = 13018,
            value =
                    "The IMAP server %2$s accepts no login by password for the mailbox %1$s (%3$s). Configure OAuth, or TLS"
                            + " if the server wants it before a login.")
    ConfigurationInvalid passwordsNotAccepted(@Cause Throwable cause, String mailbox, String server, String detail);

    @Message(
            id = 13019,
            value =
                    "An answer of the IMAP server %2$s for the mailbox %1$s cannot be read (%3$s). The connector connects"
                            + " anew; if it happens again, please report it with the server's name.")
    ConnectionLost unreadable(@Nullable @Cause Throwable cause, String mailbox, String server, String detail);

    @Message(
            id = 13020,
            value =
                    "The search in the mailbox %s cannot be expressed in IMAP: %s. Use the terms of jakarta.mail.search and"
                            + " combinations of them with AndTerm, OrTerm, NotTerm; expressions in text form must be plain ASCII.")
    MailboxRefused searchNotExpressible(@Nullable @Cause Throwable cause, String mailbox, String detail);

    @Message(
            id = 13021,
            value =
                    "The keyword \"%2$s\" for the mailbox %1$s is not an IMAP keyword. Use ASCII letters, digits and signs"
                            + " such as $ _ - without blanks, quotes, brackets, braces, per cent, asterisk and backslash.")
    MailboxRefused keywordInvalid(String mailbox, String keyword);

    @Message(
            id = 13022,
            value =
                    "The IMAP server %2$s turned the connection for the mailbox %1$s away: %3$s. The connector tries again;"
                            + " if it lasts, look at the status of the mail service and at its limits for connections.")
    MailboxUnavailable turnedAway(@Nullable @Cause Throwable cause, String mailbox, String server, String answer);

    @Message(
            id = 13023,
            value =
                    "The mail with UID %2$s of the mailbox %1$s is no longer in the folder %3$s. Another client removed it;"
                            + " nothing needs to be done.")
    NotFound mailGone(String mailbox, long uid, String folder);

    @Message(
            id = 13024,
            value =
                    "The IMAP server %2$s gives no UIDVALIDITY for the folder %3$s of the mailbox %1$s, so its mails have no"
                            + " lasting identity. Such a folder cannot be used; choose another one.")
    MailboxRefused noUidValidity(String mailbox, String server, String folder);

    @Message(
            id = 13310,
            value =
                    "The account of the mailbox %1$s may not do this on the IMAP server %2$s (%4$s): %3$s. Give it the rights"
                            + " for this folder, or choose another folder.")
    MailboxRefused noPermission(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13311,
            value =
                    "On the IMAP server %2$s the mailbox %1$s has a folder of this name already (%4$s): %3$s. Choose another"
                            + " name, or use the folder that is there.")
    MailboxRefused alreadyExists(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13312,
            value =
                    "The IMAP server %2$s can never do this for the mailbox %1$s (%4$s): %3$s. Choose another folder name or"
                            + " operation; repeating it is pointless.")
    MailboxRefused impossible(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13313,
            value = "A limit of the IMAP server %2$s is reached for the mailbox %1$s (%4$s): %3$s. Use fewer folders or"
                    + " keywords or smaller mails, or have the limit raised.")
    QuotaExceeded limitExceeded(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13314,
            value =
                    "The IMAP server %2$s found the data of the mailbox %1$s damaged (%4$s): %3$s. Whoever runs the server"
                            + " has to repair it.")
    MailboxRefused corrupt(
            @Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13315,
            value =
                    "On the IMAP server %2$s some of these mails of the mailbox %1$s are gone (%4$s): %3$s. Another client"
                            + " removed them; search again.")
    NotFound mailsGone(@Nullable @Cause Throwable cause, String mailbox, String server, String answer, String command);

    @Message(
            id = 13250,
            value =
                    "The IMAP server %2$s renumbered the mails of a folder of the mailbox %1$s while it was open (%3$s). What"
                            + " was begun with the old numbers is void; the connector connects anew. If it happens often, whoever"
                            + " runs the server should look for a folder that is rebuilt or restored again and again.")
    ConnectionLost renumbered(@Cause Throwable cause, String mailbox, String server, String command);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 13025, value = "Mails of %s were moved or removed by another client already: %s")
    void movedAlready(String mailbox, String answer);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 13026, value = "Closing an IMAP connection failed; it is closed nevertheless.")
    void closeFailed(@Cause Throwable cause);
}
