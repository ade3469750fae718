package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.SentCopy;
import io.mailboxconnector.imap.SentFolder;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.sending.SaveToSent;
import io.mailboxconnector.settings.sending.SendingSettings.Copies;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores copies of mails that were sent. What becomes of a copy never changes what became of the mail.
 *
 * <p>Safe for use by any number of threads.
 */
final class SentCopies {

    private final Copies copies;

    /** Mailboxes without a Sent folder: told once, not looked for again. */
    private final Set<String> without = ConcurrentHashMap.newKeySet();

    SentCopies(Copies copies) {
        this.copies = copies;
    }

    SentCopy store(RenderedMail mail, Provider provider, String mailbox, SubmissionLane lane) {
        if (!copies.when().appliesTo(provider) || without.contains(mailbox)) {
            return SentCopy.LEFT_TO_SERVER;
        }
        try {
            if (lane.read(session -> SentFolder.store(session, copies.folder(), mail.message()))) {
                return SentCopy.STORED;
            }
            return missing(mailbox);
        } catch (MailboxException e) {
            SendingLog.LOG.copyFailed(mail.messageId(), mailbox, String.valueOf(e.getMessage()));
            return SentCopy.FAILED;
        }
    }

    private SentCopy missing(String mailbox) {
        if (copies.when() == SaveToSent.ALWAYS) {
            SendingLog.LOG.noSentFolder(mailbox);
            return SentCopy.FAILED;
        }
        without.add(mailbox);
        return SentCopy.LEFT_TO_SERVER;
    }
}
