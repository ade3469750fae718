package io.mailboxconnector.outbound.reading;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.StaleKey;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.Param;

/** What is said about folders and keys: 22011, 22014, 22300 to 22319. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface ReadingMessages {

    ReadingMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), ReadingMessages.class);

    @Message(
            id = 22011,
            value = "The mail %s does not lie in the folder %s of the mailbox %s. Open the folder that"
                    + " the key names.")
    IllegalArgumentException foreignKey(String key, String folder, String mailbox);

    @Message(
            id = 22014,
            value =
                    "The server does not keep the keyword '%s' in the folder %s of the mailbox %s. Use a flag or keyword"
                            + " that it keeps there, or move the mails to a folder instead.")
    MailboxRefused keywordNotKept(String keyword, String folder, String mailbox);

    @Message(
            id = 22300,
            value =
                    "The key %s is stale: the folder %s of the mailbox %s has the UIDVALIDITY %s now, because it was created"
                            + " anew, restored or moved. Forget the keys of this folder and search it again.")
    StaleKey stale(@Param MessageKey key, String text, String folder, String mailbox, long uidValidity);

    @Message(
            id = 22301,
            value =
                    "The search expression \"%s\" for the mailbox %s %s. Write it as RFC 9051 section 6.4.4 says, such as"
                            + " UNSEEN FROM \"ann\", or use the terms of jakarta.mail.search.")
    MailboxRefused searchMalformed(@Cause Throwable cause, String expression, String mailbox, String problem);
}
