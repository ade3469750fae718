package io.mailboxconnector.imap.folders;

import io.mailboxconnector.api.MailboxRefused;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What is said about mails that are stored in folders: 13300 to 13309. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface FolderMessages {

    FolderMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), FolderMessages.class);

    @Message(
            id = 13300,
            value = "The mail that was to be stored in the mailbox %s cannot be written out: %s. Check its addresses,"
                    + " headers and the sources of its attachments.")
    MailboxRefused cannotRender(@Cause Throwable cause, String mailbox, String detail);

    @Message(
            id = 13301,
            value =
                    "The mail that was to be stored in the mailbox %s has %s bytes, and IMAP takes 2 GiB at most. Store it"
                            + " without its attachments.")
    MailboxRefused tooBig(String mailbox, long size);
}
