package io.mailboxconnector.imap;

import io.mailboxconnector.mime.RawMail;
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
import org.eclipse.angus.mail.iap.ByteArray;
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
 * Reads the answers to {@code UID FETCH} (RFC 9051 §7.5.2). Servers may send flag updates of any mail among them, split one
 * mail over several lines, and leave out mails that are gone.
 *
 * <p>Used by one thread, for one logical fetch.
 */
final class FetchAnswers {

    private static final Pattern UID_TEXT = Pattern.compile("\\bUID (\\d{1,10})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE_TEXT = Pattern.compile("\\bRFC822\\.SIZE (\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final Pattern FLAGS_TEXT = Pattern.compile("\\bFLAGS \\(([^)]*)\\)", Pattern.CASE_INSENSITIVE);

    private final Set<Long> wanted;
    private final Clock clock;
    private final Map<Long, MailMetadata> metadata = new TreeMap<>();
    private final Map<Long, RawMail> bodies = new TreeMap<>();

    FetchAnswers(UidSet wanted, Clock clock) {
        this.wanted = wanted.uids();
        this.clock = clock;
    }

    List<MailMetadata> metadata() {
        return List.copyOf(metadata.values());
    }

    Map<Long, RawMail> bodies() {
        return bodies;
    }

    void readMetadata(Response[] answer) {
        for (Response response : answer) {
            if (response instanceof FetchResponse fetch) {
                read(fetch)
                        .filter(mail -> wanted.contains(mail.uid()))
                        .ifPresent(mail -> metadata.put(mail.uid(), mail));
            } else if (response instanceof IMAPResponse other && other.keyEquals("FETCH")) {
                readText(other.toString())
                        .filter(mail -> wanted.contains(mail.uid()))
                        .ifPresent(mail -> metadata.putIfAbsent(mail.uid(), mail));
            }
        }
    }

    void readBodies(Response[] answer) {
        for (Response response : answer) {
            if (response instanceof FetchResponse fetch) {
                UID uid = fetch.getItem(UID.class);
                ByteArray body = whole(fetch);
                if (uid != null && body != null && wanted.contains(uid.uid)) {
                    bodies.put(uid.uid, RawMail.of(body.getBytes(), body.getStart(), body.getCount()));
                }
            }
        }
    }

    /** The piece of the body of a mail, or the whole body when the server ignored what was asked for. */
    static Optional<Piece> piece(Response[] answer, long wantedUid) {
        for (Response response : answer) {
            if (response instanceof FetchResponse fetch) {
                UID uid = fetch.getItem(UID.class);
                BODY body = fetch.getItem(BODY.class);
                if (uid != null
                        && uid.uid == wantedUid
                        && body != null
                        && body.getSection().isEmpty()) {
                    return Optional.of(new Piece(body.getOrigin(), body.getByteArray()));
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
        return Optional.of(new MailMetadata(uid.uid, flags == null ? Set.of() : names(flags), arrived, size.size));
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

    /**
     * A part of a body.
     *
     * @param origin where it begins; negative when the server sent everything
     * @param bytes its bytes; null for NIL
     */
    record Piece(int origin, @Nullable ByteArray bytes) {
        int length() {
            return bytes == null ? 0 : bytes.getCount();
        }
    }
}
