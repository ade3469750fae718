package io.mailboxconnector.imap.folders;

import static io.mailboxconnector.imap.folders.FolderMessages.MESSAGES;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.FolderUse;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;

/**
 * What a session does with folders that it need not select. Every failure is a {@code MailboxException}.
 *
 * <p>Belongs to the thread of its session.
 */
public final class FolderCommands {

    private static final Pattern APPEND_UID =
            Pattern.compile("\\[APPENDUID (\\d{1,10}) (\\d{1,10})]", Pattern.CASE_INSENSITIVE);

    private final Channel channel;
    private final Lane lane;
    private final String mailbox;
    private final Consumer<String> keywordCheck;
    private final Runnable renamed;

    /**
     * Creates the commands of a session.
     *
     * @param channel its connection
     * @param lane its door
     * @param mailbox for messages
     * @param keywordCheck refuses what is no keyword
     * @param renamed is called before a folder gets another name: what is known of a selected one is void
     */
    public FolderCommands(Channel channel, Lane lane, String mailbox, Consumer<String> keywordCheck, Runnable renamed) {
        this.channel = channel;
        this.lane = lane;
        this.mailbox = mailbox;
        this.keywordCheck = keywordCheck;
        this.renamed = renamed;
    }

    /**
     * Lists all folders, with uses and numbers.
     *
     * @return in the order of the server
     */
    public List<FolderEntry> list() {
        return new FolderListing(channel, lane).folders();
    }

    /**
     * Finds the folder that the server marks with a use (RFC 6154).
     *
     * @param use what it is for
     * @return its full name; empty when there is none
     */
    public Optional<String> find(FolderUse use) {
        return new FolderListing(channel, lane).folderFor(use);
    }

    /**
     * Renames a folder (RFC 9051 §6.3.6).
     *
     * @param folder the full name
     * @param newName the new full name
     */
    public void rename(String folder, String newName) {
        renamed.run();
        lane.run(
                "RENAME " + folder + " to " + newName,
                () -> channel.ask("RENAME", channel.folder(channel.folder(new Argument(), folder), newName)));
    }

    /**
     * Stores a mail (RFC 9051 §6.3.12); in one flight where the server offers LITERAL+ (RFC 7888).
     *
     * @param folder the full name
     * @param mail the mail, with the line breaks of the wire
     * @param flags the flags that it shall have
     * @param receivedAt when it was received; empty for now
     * @return where it is, when the server tells
     */
    public Optional<StoredMail> append(String folder, RawMail mail, Flags flags, Optional<Instant> receivedAt) {
        if (mail.size() > Integer.MAX_VALUE) {
            throw MESSAGES.tooBig(mailbox, mail.size());
        }
        Flags storable = new Flags(flags);
        storable.remove(Flags.Flag.RECENT);
        for (String keyword : storable.getUserFlags()) {
            keywordCheck.accept(keyword);
        }
        Argument arguments = channel.folder(new Argument(), folder).writeAtom(channel.flagList(storable));
        receivedAt.ifPresent(instant -> arguments.writeString(INTERNALDATE.format(Date.from(instant))));
        arguments.writeBytes(new Content(mail));
        return lane.run("APPEND " + folder, () -> storedAt(channel.ask("APPEND", arguments)));
    }

    private static Optional<StoredMail> storedAt(Response[] answer) {
        Matcher told = APPEND_UID.matcher(answer[answer.length - 1].toString());
        return told.find()
                ? Optional.of(new StoredMail(Long.parseLong(told.group(1)), Long.parseLong(told.group(2))))
                : Optional.empty();
    }

    /** The mail as a literal. */
    private record Content(RawMail mail) implements Literal {
        @Override
        public int size() {
            return Math.toIntExact(mail.size());
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = mail.open()) {
                in.transferTo(out);
            }
        }
    }
}
