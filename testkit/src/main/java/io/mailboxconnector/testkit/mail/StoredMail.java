package io.mailboxconnector.testkit.mail;

import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * A mail as it lies in a folder of the {@link LocalMailServer}: a snapshot.
 *
 * @param uid its UID in that folder
 * @param flags its flags at the moment of asking; a copy
 * @param message the mail itself
 */
public record StoredMail(long uid, Flags flags, MimeMessage message) {

    static StoredMail of(StoredMessage stored) {
        return new StoredMail(stored.getUid(), new Flags(stored.getFlags()), stored.getMimeMessage());
    }

    /**
     * Whether the mail is marked as read.
     *
     * @return true with the flag {@code \Seen}
     */
    public boolean isSeen() {
        return flags.contains(Flags.Flag.SEEN);
    }

    /**
     * The decoded subject.
     *
     * @return the subject, empty when the mail has none
     */
    public String subject() {
        try {
            String subject = message.getSubject();
            return subject == null ? "" : subject;
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
