package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.FolderUse;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.SentCopy;
import io.mailboxconnector.imap.folders.FolderCommands;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.sending.SaveToSent;
import io.mailboxconnector.settings.sending.SendingSettings.Copies;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.mail.Flags;
import java.util.Optional;
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
            if (lane.read(session -> store(session.folders(), mail))) {
                return SentCopy.STORED;
            }
            return missing(mailbox);
        } catch (MailboxException e) {
            SendingLog.LOG.copyFailed(mail.messageId(), mailbox, String.valueOf(e.getMessage()));
            return SentCopy.FAILED;
        }
    }

    /** In the folder that the administrator names, else in the one that the server marks as the Sent folder (RFC 6154 §2). */
    private boolean store(FolderCommands folders, RenderedMail mail) {
        Optional<String> folder = copies.folder().or(() -> folders.find(FolderUse.SENT));
        folder.ifPresent(name -> folders.append(name, mail.content(), new Flags(Flags.Flag.SEEN), Optional.empty()));
        return folder.isPresent();
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
