package io.mailboxconnector.imap;

import io.mailboxconnector.fault.NetworkFaults;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * Stores copies of sent mails: in the folder that the administrator names, else in the one that the server marks with the special
 * use {@code \Sent} (RFC 6154 §2). Stateless.
 */
public final class SentFolder {

    private static final String SPECIAL_USE = "\\Sent";

    private SentFolder() {}

    /**
     * Stores a copy, marked as read.
     *
     * @param session a session of the mailbox, for the thread of the caller
     * @param named the full name of the folder; empty to look for it
     * @param message the mail
     * @return false when the mailbox has no Sent folder
     * @throws io.mailboxconnector.api.MailboxException when that fails
     */
    public static boolean store(ImapSession session, Optional<String> named, MimeMessage message) {
        IMAPStore store = session.unwrap(IMAPStore.class);
        try {
            Optional<Folder> folder = named.isPresent() ? Optional.of(store.getFolder(named.get())) : marked(store);
            if (folder.isEmpty()) {
                return false;
            }
            message.setFlag(Flags.Flag.SEEN, true);
            folder.get().appendMessages(new Message[] {message});
            return true;
        } catch (MessagingException e) {
            throw NetworkFaults.classify(session.serverName(), e);
        }
    }

    private static Optional<Folder> marked(IMAPStore store) throws MessagingException {
        for (Folder folder : store.getDefaultFolder().list("*")) {
            if (folder instanceof IMAPFolder imap
                    && Arrays.stream(imap.getAttributes()).anyMatch(SPECIAL_USE::equalsIgnoreCase)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
