package io.mailboxconnector.mime;

import io.mailboxconnector.api.MailboxRefused;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is said about the bytes of mails: 15000 to 15049. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface MimeMessages extends BasicLogger {

    MimeMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), MimeMessages.class, "io.mailboxconnector.mime");

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
}
