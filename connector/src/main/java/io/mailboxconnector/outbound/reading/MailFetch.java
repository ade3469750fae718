package io.mailboxconnector.outbound.reading;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Fetches mails of the selected folder completely: small ones many at a time in memory, big ones one by one into temporary
 * files. For one thread, once.
 */
final class MailFetch {

    /** What one command may bring into memory. */
    static final long BATCH_BYTES = 8L * 1024 * 1024;

    private static final int BATCH_MAILS = 100;

    /** More of the headers is not read (as {@code ImapSession.headers}). */
    private static final long LONGEST_HEADERS = 1024L * 1024;

    /** From here on a mail goes to a file. */
    private static final long BIG_MAIL_BYTES = 1024L * 1024;

    private final ImapSession imap;
    private final LongFunction<MessageKey> keyOf;
    private final List<ParsedMail> mails = new ArrayList<>();
    private final List<MailMetadata> batch = new ArrayList<>();
    private long batchBytes;

    MailFetch(ImapSession imap, LongFunction<MessageKey> keyOf) {
        this.imap = imap;
        this.keyOf = keyOf;
    }

    /** The mails in ascending order of their UID; mails that are gone are missing. After a failure nothing is left behind. */
    List<ParsedMail> of(UidSet uids) {
        return uids.isEmpty() ? List.of() : of(imap.metadata(uids));
    }

    /** As {@link #of(UidSet)}, when size and date are known. */
    List<ParsedMail> of(List<MailMetadata> known) {
        return complete(() -> {
            known.forEach(this::take);
            flush();
        });
    }

    /** The headers alone of the mails, in ascending order of their UID. */
    List<ParsedMail> headersOf(UidSet uids) {
        return uids.isEmpty()
                ? List.of()
                : complete(() -> {
                    for (MailMetadata mail : imap.metadata(uids)) {
                        long bytes = Math.min(mail.size(), LONGEST_HEADERS);
                        if (batch.size() == BATCH_MAILS || batchBytes + bytes > BATCH_BYTES) {
                            flushHeaders();
                        }
                        batch.add(mail);
                        batchBytes += bytes;
                    }
                    flushHeaders();
                });
    }

    private List<ParsedMail> complete(Runnable reading) {
        boolean complete = false;
        try {
            reading.run();
            mails.sort(Comparator.comparingLong(mail -> mail.key().uid()));
            complete = true;
            return mails;
        } finally {
            if (!complete) {
                mails.forEach(ParsedMail::close);
            }
        }
    }

    private void take(MailMetadata mail) {
        if (mail.size() >= BIG_MAIL_BYTES) {
            spooled(mail).ifPresent(raw -> add(mail, raw, false));
            return;
        }
        if (batchBytes + mail.size() > BATCH_BYTES) {
            flush();
        }
        batch.add(mail);
        batchBytes += mail.size();
    }

    /** The body of a big mail; empty when another client removed the mail since its size was read. */
    private Optional<RawMail> spooled(MailMetadata mail) {
        try {
            return Optional.of(imap.spooledBody(mail));
        } catch (MailboxRefused refused) {
            // Servers tell it in many ways: by nothing, by NO, with or without a code. So ask what is still there.
            if (imap.metadata(UidSet.of(mail.uid())).isEmpty()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private void flush() {
        flush(imap::bodies, false);
    }

    private void flushHeaders() {
        flush(imap::headers, true);
    }

    private void flush(Function<UidSet, Map<Long, RawMail>> command, boolean headersOnly) {
        if (!batch.isEmpty()) {
            Map<Long, RawMail> found = command.apply(
                    UidSet.of(batch.stream().map(MailMetadata::uid).toList()));
            for (MailMetadata mail : batch) {
                Optional.ofNullable(found.get(mail.uid())).ifPresent(raw -> add(mail, raw, headersOnly));
            }
            batch.clear();
            batchBytes = 0;
        }
    }

    private void add(MailMetadata mail, RawMail raw, boolean headersOnly) {
        mails.add(ParsedMail.parse(mail.arrival(keyOf.apply(mail.uid()), headersOnly), raw));
    }
}
