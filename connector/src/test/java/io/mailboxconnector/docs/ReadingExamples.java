package io.mailboxconnector.docs;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.FolderUse;
import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxFull;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.NotFound;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Removal;
import io.mailboxconnector.api.SearchOrder;
import io.mailboxconnector.api.StaleKey;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The examples of {@code docs/developer/reading.md}. */
final class ReadingExamples {

    private ReadingExamples() {}

    // snippet search
    static List<String> latestSubjects(MailboxConnectionFactory mailboxes) {
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MailFolder inbox = mailbox.folder("INBOX");
            List<MessageKey> unread = inbox.search("UNSEEN FROM \"ann\"", SearchOrder.NEWEST_FIRST);
            List<String> subjects = new ArrayList<>();
            try (Stream<ReceivedMail> mails = inbox.stream(unread)) {
                mails.forEach(mail -> subjects.add(mail.subject()));
            }
            return subjects;
        }
    }
    // end

    // snippet key
    static Optional<ReceivedMail> again(MailboxConnection mailbox, MessageKey kept) {
        try {
            return mailbox.folder(kept.folder()).fetch(List.of(kept)).stream().findFirst();
        } catch (StaleKey | NotFound numberedAnewOrGone) {
            return Optional.empty(); // Search the mail again, such as by its Message-ID.
        }
    }
    // end

    // snippet folders
    static Optional<String> archive(MailboxConnection mailbox) {
        return mailbox.folders().stream()
                .filter(folder -> folder.uses().contains(FolderUse.ARCHIVE))
                .map(FolderEntry::name)
                .findFirst();
    }
    // end

    // snippet refile
    static List<MessageKey> putAway(MailboxConnection mailbox, List<MessageKey> keys) {
        MailFolder inbox = mailbox.folder("INBOX");
        mailbox.folder("Done").create(); // false when it is there already, which is as good
        inbox.flag(keys, Flags.Flag.SEEN);
        Map<MessageKey, MessageKey> moved = inbox.move(keys, "Done");
        return List.copyOf(moved.values()); // empty when the server does not tell
    }

    static boolean isGone(MailFolder folder, MessageKey key) {
        return folder.delete(List.of(key)) == Removal.REMOVED;
    }

    static Optional<MessageKey> draft(MailboxConnection mailbox, MimeMessage message) {
        return mailbox.folder("Drafts").append(message, new Flags(Flags.Flag.DRAFT));
    }
    // end

    // snippet failures
    static String explain(MailboxException failure) {
        if (failure instanceof MailboxThrottled throttled) {
            return "Leave it alone until "
                    + throttled.until().map(Object::toString).orElse("later");
        }
        if (failure instanceof MailboxFull) {
            return "Ask the owner to delete mails";
        }
        return failure.code() + ": " + failure.retryAdvice().decision();
    }
    // end
}
