package io.mailboxconnector.imap;

import static io.mailboxconnector.imap.protocol.ImapMessages.MESSAGES;

import io.mailboxconnector.imap.protocol.AngusProtocol;
import io.mailboxconnector.imap.protocol.ObjectId;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.mime.spool.SpooledMail;
import jakarta.mail.Flags;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Fetches mails by UID and reads the answers (RFC 9051 §6.4.5, §7.5.2). Servers may send flag updates of any mail among them,
 * split one mail over several lines, leave out mails that are gone, and send whole mails when a piece was asked for.
 *
 * <p>Belongs to the thread of its session.
 */
final class Fetching {

    private static final int PIECE = 1024 * 1024;
    private static final String METADATA = "UID FLAGS INTERNALDATE RFC822.SIZE";

    /** One byte more than headers may have: whoever parses them sees that they are too long. */
    private static final int LONGEST_HEADERS = 1024 * 1024 + 1;

    private static final Pattern UID_TEXT = Pattern.compile("\\bUID (\\d{1,10})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE_TEXT = Pattern.compile("\\bRFC822\\.SIZE (\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final Pattern FLAGS_TEXT = Pattern.compile("\\bFLAGS \\(([^)]*)\\)", Pattern.CASE_INSENSITIVE);

    private final AngusProtocol protocol;
    private final String mailbox;
    private final Clock clock;
    private final SpoolDirectory spool;

    Fetching(AngusProtocol protocol, String mailbox, Clock clock, SpoolDirectory spool) {
        this.protocol = protocol;
        this.mailbox = mailbox;
        this.clock = clock;
        this.spool = spool;
    }

    List<MailMetadata> metadata(UidSet uids) throws ProtocolException {
        Map<Long, MailMetadata> found = new TreeMap<>();
        for (String piece : uids.pieces()) {
            found.putAll(metadata(piece));
        }
        found.keySet().retainAll(uids.uids());
        return List.copyOf(found.values());
    }

    /** The last mail of the folder always belongs to such a range (RFC 9051 §6.4.9), whatever its UID. */
    List<MailMetadata> metadataFrom(long first) throws ProtocolException {
        return List.copyOf(metadata(first + ":*").tailMap(first, true).values());
    }

    private TreeMap<Long, MailMetadata> metadata(String range) throws ProtocolException {
        TreeMap<Long, MailMetadata> found = new TreeMap<>();
        String items = protocol.hasCapability("OBJECTID") ? METADATA + " EMAILID THREADID" : METADATA;
        for (Response response : fetch(range, "(" + items + ")")) {
            if (response instanceof FetchResponse fetch) {
                read(fetch).ifPresent(mail -> found.put(mail.uid(), mail));
            } else if (response instanceof IMAPResponse other && other.keyEquals("FETCH")) {
                readText(other.toString()).ifPresent(mail -> found.putIfAbsent(mail.uid(), mail));
            }
        }
        return found;
    }

    Map<Long, RawMail> bodies(UidSet uids) throws ProtocolException {
        Map<Long, RawMail> found = new TreeMap<>();
        for (String piece : uids.pieces()) {
            for (Response response : fetch(piece, "(UID BODY.PEEK[])")) {
                if (response instanceof FetchResponse fetch) {
                    UID uid = fetch.getItem(UID.class);
                    ByteArray body = whole(fetch);
                    if (uid != null && body != null) {
                        found.put(uid.uid, RawMail.of(body.getBytes(), body.getStart(), body.getCount()));
                    }
                }
            }
        }
        found.keySet().retainAll(uids.uids());
        return found;
    }

    /** The headers alone of several mails, not more of each than may be parsed. */
    Map<Long, RawMail> headers(UidSet uids) throws ProtocolException {
        Map<Long, RawMail> found = new TreeMap<>();
        for (String piece : uids.pieces()) {
            for (Response response : fetch(piece, "(UID BODY.PEEK[HEADER]<0." + LONGEST_HEADERS + ">)")) {
                if (response instanceof FetchResponse fetch) {
                    UID uid = fetch.getItem(UID.class);
                    BODY body = fetch.getItem(BODY.class);
                    if (uid != null && body != null && body.getSection().equalsIgnoreCase("HEADER")) {
                        ByteArray bytes = body.getByteArray();
                        found.put(uid.uid, RawMail.of(bytes.getBytes(), bytes.getStart(), bytes.getCount()));
                    }
                }
            }
        }
        found.keySet().retainAll(uids.uids());
        return found;
    }

    RawMail spooledBody(MailMetadata mail, String folder) throws ProtocolException {
        SpooledMail spooled = SpooledMail.create(spool);
        boolean complete = false;
        try {
            while (!complete) {
                complete = appendPiece(spooled, mail, folder);
            }
            return spooled;
        } finally {
            if (!complete) {
                spooled.close();
            }
        }
    }

    /** The headers alone, not more of them than may be parsed. */
    RawMail headers(MailMetadata mail, String folder) throws ProtocolException {
        String items = "(UID BODY.PEEK[HEADER]<0." + LONGEST_HEADERS + ">)";
        ByteArray bytes = piece(fetch(Long.toString(mail.uid()), items), mail.uid(), "HEADER")
                .map(BODY::getByteArray)
                .orElseThrow(() -> MESSAGES.mailGone(mailbox, mail.uid(), folder));
        return RawMail.of(bytes.getBytes(), bytes.getStart(), bytes.getCount());
    }

    /** True when the mail is complete. A server that ignores the piece asked for sends everything, with or without origin. */
    private boolean appendPiece(SpooledMail spooled, MailMetadata mail, String folder) throws ProtocolException {
        long offset = spooled.size();
        Response[] answer = fetch(Long.toString(mail.uid()), "(UID BODY.PEEK[]<" + offset + "." + PIECE + ">)");
        Optional<BODY> found = piece(answer, mail.uid(), "");
        if (found.isEmpty() && offset > 0 && offset >= mail.size()) {
            return true;
        }
        BODY piece = found.orElseThrow(() -> MESSAGES.mailGone(mailbox, mail.uid(), folder));
        ByteArray bytes = piece.getByteArray();
        if (bytes == null || bytes.getCount() == 0) {
            return true;
        }
        int length = bytes.getCount();
        boolean everything = piece.getOrigin() < 0 || length > PIECE;
        if (!everything && piece.getOrigin() != offset) {
            throw new ProtocolException("asked for a piece at " + offset + ", got one at " + piece.getOrigin());
        }
        int skip = everything ? (int) Math.min(offset, length) : 0;
        spooled.append(bytes.getBytes(), bytes.getStart() + skip, length - skip);
        return everything || (length < PIECE && spooled.size() >= mail.size());
    }

    private Response[] fetch(String uids, String items) throws ProtocolException {
        return protocol.ask("UID FETCH", new Argument().writeAtom(uids).writeAtom(items));
    }

    private static Optional<BODY> piece(Response[] answer, long wantedUid, String section) {
        for (Response response : answer) {
            if (response instanceof FetchResponse fetch) {
                UID uid = fetch.getItem(UID.class);
                BODY body = fetch.getItem(BODY.class);
                if (uid != null
                        && uid.uid == wantedUid
                        && body != null
                        && body.getSection().equalsIgnoreCase(section)) {
                    return Optional.of(body);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable ByteArray whole(FetchResponse fetch) {
        BODY body = fetch.getItem(BODY.class);
        return body != null && body.getSection().isEmpty() && body.getOrigin() < 0 ? body.getByteArray() : null;
    }

    /** Without a size the line is a flag update, not an answer. */
    private static Optional<MailMetadata> read(FetchResponse fetch) {
        UID uid = fetch.getItem(UID.class);
        RFC822SIZE size = fetch.getItem(RFC822SIZE.class);
        INTERNALDATE date = fetch.getItem(INTERNALDATE.class);
        FLAGS flags = fetch.getItem(FLAGS.class);
        if (uid == null || size == null || date == null) {
            return Optional.empty();
        }
        Instant arrived = date.getDate().toInstant();
        Set<String> names = flags == null ? Set.of() : names(flags);
        return Optional.of(new MailMetadata(
                uid.uid, names, arrived, size.size, ObjectId.EMAIL.in(fetch), ObjectId.THREAD.in(fetch)));
    }

    /** A line with an unreadable item, mostly the date, which then is now: the mail must not be overlooked for that. */
    private Optional<MailMetadata> readText(String line) {
        Matcher uid = UID_TEXT.matcher(line);
        Matcher size = SIZE_TEXT.matcher(line);
        if (!uid.find() || !size.find()) {
            return Optional.empty();
        }
        Matcher flags = FLAGS_TEXT.matcher(line);
        Set<String> names = new HashSet<>();
        if (flags.find()) {
            for (String name : flags.group(1).strip().split("\\s+")) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        names.remove("");
        return Optional.of(
                new MailMetadata(Long.parseLong(uid.group(1)), names, clock.instant(), Long.parseLong(size.group(1))));
    }

    /** Flags and keywords in lower case. */
    static Set<String> names(Flags flags) {
        Set<String> names = new HashSet<>();
        for (String keyword : flags.getUserFlags()) {
            names.add(keyword.toLowerCase(Locale.ROOT));
        }
        for (Flags.Flag flag : flags.getSystemFlags()) {
            names.add(name(flag));
        }
        return names;
    }

    private static String name(Flags.Flag flag) {
        if (flag == Flags.Flag.SEEN) {
            return "\\seen";
        } else if (flag == Flags.Flag.DELETED) {
            return "\\deleted";
        } else if (flag == Flags.Flag.ANSWERED) {
            return "\\answered";
        } else if (flag == Flags.Flag.FLAGGED) {
            return "\\flagged";
        } else if (flag == Flags.Flag.DRAFT) {
            return "\\draft";
        }
        return flag == Flags.Flag.USER ? "\\*" : "\\recent";
    }
}
