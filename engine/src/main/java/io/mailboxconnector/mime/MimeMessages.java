package io.mailboxconnector.mime;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is said about the bytes of mails: 15000 to 15099. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface MimeMessages extends BasicLogger {

    MimeMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), MimeMessages.class, "io.mailboxconnector.mime");

    @Message(
            id = 15001,
            value = "A large mail cannot be kept in a temporary file (%s). Check that the directory for temporary files"
                    + " (system property java.io.tmpdir) is writable and has free space.")
    MailboxUnavailable spoolFailed(@Cause Throwable cause, String detail);

    @Message(
            id = 15002,
            value = "An attachment of the mail %s cannot be decoded (%s). Use raw() and decode it differently, or leave"
                    + " the attachment aside.")
    MailboxRefused attachmentUnreadable(@Cause Throwable cause, String key, String detail);

    @Message(id = 15003, value = "The mail %s cannot be parsed (%s). Its bytes are available by raw().")
    MailboxRefused unparseable(@Cause Throwable cause, String key, String detail);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 15004, value = "The mail %s is malformed: %s")
    void malformed(String key, String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 15005, value = "The temporary file %s cannot be deleted (%s). Delete it by hand.")
    void notDeleted(String file, String detail);
}
