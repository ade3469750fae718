package io.mailboxconnector.imap.folders;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.FolderUse;
import io.mailboxconnector.api.MailboxRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.Status;

/**
 * Lists the folders of a mailbox with their uses and numbers: by one LIST where the server can (RFC 5819, RFC 6154 §3; both are
 * part of RFC 9051), else by LIST and one STATUS for each folder. Names are decoded from modified UTF-7 (RFC 3501 §5.1.3), unless
 * UTF-8 was agreed upon.
 *
 * <p>For one listing, on the thread of its session.
 */
final class FolderListing {

    private static final String COUNTS = "(MESSAGES UNSEEN)";
    private static final String REVISION_2 = "IMAP4rev2";
    private static final char NO_LEVELS = 0;

    /** Angus takes NIL for a slash. */
    private static final Pattern FLAT = Pattern.compile("^\\* LIST \\([^)]*\\) NIL ", Pattern.CASE_INSENSITIVE);

    private final Channel channel;
    private final Lane lane;
    private final List<ListInfo> folders = new ArrayList<>();
    private final Map<String, Status> counts = new HashMap<>();

    FolderListing(Channel channel, Lane lane) {
        this.channel = channel;
        this.lane = lane;
    }

    /** All folders, with their numbers. */
    List<FolderEntry> folders() {
        boolean counted = offers("LIST-STATUS");
        list(counted);
        if (!counted) {
            folders.stream().filter(FolderListing::isSelectable).forEach(this::count);
        }
        return folders.stream().map(this::entry).toList();
    }

    /** The first folder with a use; in one command, since nobody asks for numbers. */
    Optional<String> folderFor(FolderUse use) {
        list(false);
        return folders.stream()
                .map(this::entry)
                .filter(folder -> folder.isSelectable() && folder.uses().contains(use))
                .map(FolderEntry::name)
                .findFirst();
    }

    private void list(boolean counted) {
        boolean marked = offers("SPECIAL-USE") && offers("LIST-EXTENDED");
        Argument arguments = new Argument().writeString("").writeString("*");
        if (counted || marked) {
            String options = (marked ? "SPECIAL-USE " : "") + (counted ? "STATUS " + COUNTS : "");
            arguments.writeAtom("RETURN").writeAtom("(" + options.strip() + ")");
        }
        lane.run("LIST", () -> read(channel.ask("LIST", arguments)));
    }

    private boolean offers(String capability) {
        return channel.hasCapability(capability) || channel.hasCapability(REVISION_2);
    }

    /** A folder that went away meanwhile, or that may be seen and not read, has no numbers. */
    private void count(ListInfo folder) {
        try {
            Argument arguments = channel.folder(new Argument(), folder.name).writeAtom(COUNTS);
            lane.run("STATUS " + folder.name, () -> read(channel.ask("STATUS", arguments)));
        } catch (MailboxRefused withoutNumbers) {
            counts.remove(folder.name);
        }
    }

    private int read(Response[] answer) throws ProtocolException {
        for (Response response : answer) {
            if (response instanceof IMAPResponse line) {
                read(line);
            }
        }
        return folders.size();
    }

    private void read(IMAPResponse line) throws ParsingException {
        if (line.keyEquals("LIST")) {
            boolean flat = FLAT.matcher(line.toString()).find();
            ListInfo folder = new ListInfo(line);
            if (flat) {
                folder.separator = NO_LEVELS;
            }
            folders.add(folder);
        } else if (line.keyEquals("STATUS")) {
            Status status = new Status(line);
            counts.put(status.mbox, status);
        }
    }

    private FolderEntry entry(ListInfo folder) {
        Optional<Status> status = Optional.ofNullable(counts.get(folder.name));
        Set<FolderUse> uses = Arrays.stream(folder.attrs)
                .flatMap(attribute -> FolderUse.of(attribute).stream())
                .collect(Collectors.toSet());
        return new FolderEntry(
                folder.name,
                folder.separator == NO_LEVELS ? Optional.empty() : Optional.of(String.valueOf(folder.separator)),
                isSelectable(folder),
                uses,
                number(status.map(told -> told.total)),
                number(status.map(told -> told.unseen)));
    }

    private static boolean isSelectable(ListInfo folder) {
        return folder.canOpen
                && Arrays.stream(folder.attrs)
                        .noneMatch(
                                attribute -> attribute.toLowerCase(Locale.ROOT).equals("\\nonexistent"));
    }

    private static OptionalLong number(Optional<Integer> told) {
        return told.filter(number -> number >= 0).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
