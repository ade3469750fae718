package io.mailboxconnector.outbound.reading;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.mime.ParsedMail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads mails one after the other, a page at a time: sizes of a hundred mails by one command, then as many bodies as the budget
 * allows, at least one. When a page is fetched the one before is released. For one thread, once.
 */
final class MailPages implements Iterator<ReceivedMail>, AutoCloseable {

    private static final int MOST_MAILS = 100;
    private static final long MOST_BYTES = MailFetch.BATCH_BYTES;

    private final ReadingLane lane;
    private final OwnKeys own;
    private final List<MessageKey> keys;
    private final Deque<MailMetadata> sized = new ArrayDeque<>();
    private final List<ParsedMail> page = new ArrayList<>();
    private int next;
    private int given;

    MailPages(ReadingLane lane, OwnKeys own, Collection<MessageKey> keys) {
        this.lane = lane;
        this.own = own;
        this.keys = List.copyOf(keys);
    }

    @Override
    public boolean hasNext() {
        while (given == page.size() && (!sized.isEmpty() || next < keys.size())) {
            if (sized.isEmpty()) {
                askSizes();
            } else {
                turn();
            }
        }
        return given < page.size();
    }

    @Override
    public ReceivedMail next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more mails");
        }
        return page.get(given++);
    }

    /** Releases the last page; nothing more is read. */
    @Override
    public void close() {
        releasePage();
        sized.clear();
        next = keys.size();
    }

    private void askSizes() {
        List<MessageKey> asked = keys.subList(next, Math.min(next + MOST_MAILS, keys.size()));
        List<MailMetadata> found =
                lane.read(session -> session.metadata(own.current(asked, session.select(own.folder()))));
        Map<Long, MailMetadata> byUid =
                found.stream().collect(Collectors.toMap(MailMetadata::uid, Function.identity()));
        asked.stream().map(key -> byUid.get(key.uid())).filter(Objects::nonNull).forEach(sized::add);
        next += asked.size();
    }

    private void turn() {
        releasePage();
        List<MailMetadata> wanted = new ArrayList<>();
        long bytes = 0;
        for (MailMetadata mail : sized) {
            if (!wanted.isEmpty() && bytes + mail.size() > MOST_BYTES) {
                break;
            }
            wanted.add(mail);
            bytes += mail.size();
        }
        List<ParsedMail> mails = lane.read(session -> {
            FolderState state = session.select(own.folder());
            // The connection may be another one than that of the sizes.
            UidSet ignored = own.current(keys.subList(next - 1, next), state);
            return new MailFetch(session, uid -> own.of(state, uid)).of(wanted);
        });
        lane.keep(mails);
        wanted.forEach(mail -> sized.removeFirst());
        Map<Long, ParsedMail> byUid =
                mails.stream().collect(Collectors.toMap(mail -> mail.key().uid(), Function.identity()));
        wanted.stream()
                .map(mail -> byUid.get(mail.uid()))
                .filter(Objects::nonNull)
                .forEach(page::add);
    }

    private void releasePage() {
        lane.release(page);
        page.clear();
        given = 0;
    }
}
