package io.mailboxconnector.outbound.reading;

import static io.mailboxconnector.outbound.reading.ReadingMessages.MESSAGES;

import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Removal;
import io.mailboxconnector.api.SearchOrder;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.imap.Copied;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.imap.folders.UidMapping;
import io.mailboxconnector.imap.search.SearchExpression;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SearchTerm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder as the application sees it: everything by key, nothing by sequence number. Belongs to the thread of its handle and
 * ends with it.
 */
public final class MailboxFolder implements MailFolder {

    private static final int KINDS = Spliterator.ORDERED | Spliterator.NONNULL;

    private final ReadingLane lane;
    private final OwnKeys own;

    /**
     * Opens a folder. No network traffic.
     *
     * @param lane the handle
     * @param mailbox its mailbox
     * @param name the full name of the folder
     */
    public MailboxFolder(ReadingLane lane, String mailbox, String name) {
        this.lane = lane;
        this.own = new OwnKeys(mailbox, name);
    }

    @Override
    public String name() {
        return own.folder();
    }

    @Override
    public List<MessageKey> search(SearchTerm term, SearchOrder order) {
        return search(session -> session.search(term), order);
    }

    @Override
    public List<MessageKey> search(String expression, SearchOrder order) {
        try {
            String checked = SearchExpression.of(expression).toString();
            return search(session -> session.search(checked), order);
        } catch (SearchExpression.Malformed malformed) {
            throw MESSAGES.searchMalformed(
                    malformed,
                    ServerText.oneLine(expression),
                    own.mailbox(),
                    ServerText.oneLine(String.valueOf(malformed.getMessage())));
        }
    }

    private List<MessageKey> search(Function<ImapSession, UidSet> search, SearchOrder order) {
        return lane.read(session -> {
            FolderState state = session.select(name());
            List<MessageKey> keys = new ArrayList<>();
            search.apply(session).uids().forEach(uid -> keys.add(own.of(state, uid)));
            if (order == SearchOrder.NEWEST_FIRST) {
                Collections.reverse(keys);
            }
            return List.copyOf(keys);
        });
    }

    @Override
    public List<ReceivedMail> fetch(Collection<MessageKey> keys) {
        return fetched(keys, MailFetch::of);
    }

    @Override
    public List<ReceivedMail> headers(Collection<MessageKey> keys) {
        return fetched(keys, MailFetch::headersOf);
    }

    private List<ReceivedMail> fetched(
            Collection<MessageKey> keys, BiFunction<MailFetch, UidSet, List<ParsedMail>> what) {
        own.requireOwn(keys);
        List<ParsedMail> mails = lane.read(session -> {
            FolderState state = session.select(name());
            MailFetch fetch = new MailFetch(session, uid -> own.of(state, uid));
            return what.apply(fetch, own.current(keys, state));
        });
        lane.keep(mails);
        return List.copyOf(mails);
    }

    @Override
    public Stream<ReceivedMail> stream(Collection<MessageKey> keys) {
        own.requireOwn(keys);
        MailPages pages = new MailPages(lane, own, keys);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, KINDS), false)
                .onClose(pages::close);
    }

    @Override
    public void flag(Collection<MessageKey> keys, Flags flags, boolean set) {
        own.requireOwn(keys);
        lane.read(session -> {
            FolderState state = session.select(name());
            checkKept(flags, state);
            UidSet uids = own.current(keys, state);
            session.store(uids, flags, set);
            return uids;
        });
    }

    /** A server may answer OK and forget the keyword at the end of the session (RFC 9051 §7.1, PERMANENTFLAGS). */
    private void checkKept(Flags flags, FolderState state) {
        for (String keyword : flags.getUserFlags()) {
            if (!state.keeps(keyword)) {
                throw MESSAGES.keywordNotKept(ServerText.oneLine(keyword), name(), own.mailbox());
            }
        }
    }

    @Override
    public Map<MessageKey, MessageKey> move(Collection<MessageKey> keys, String targetFolder) {
        return refiled(keys, targetFolder, session -> uids -> session.move(uids, targetFolder));
    }

    @Override
    public Map<MessageKey, MessageKey> copy(Collection<MessageKey> keys, String targetFolder) {
        return refiled(keys, targetFolder, session -> uids -> {
            Copied copied = session.copy(uids, targetFolder);
            return copied.mapping();
        });
    }

    private Map<MessageKey, MessageKey> refiled(
            Collection<MessageKey> keys,
            String targetFolder,
            Function<ImapSession, Function<UidSet, UidMapping>> refiling) {
        own.requireOwn(keys);
        if (keys.isEmpty()) {
            return Map.of();
        }
        return lane.change(session -> {
            FolderState state = session.select(name());
            UidMapping told = refiling.apply(session).apply(own.current(keys, state));
            return own.copies(state, targetFolder, told);
        });
    }

    @Override
    public Removal delete(Collection<MessageKey> keys) {
        own.requireOwn(keys);
        return lane.read(session -> {
            session.delete(own.current(keys, session.select(name())));
            return session.hasCapability("UIDPLUS") ? Removal.REMOVED : Removal.MARKED;
        });
    }

    @Override
    public Optional<MessageKey> append(MimeMessage message, Flags flags, Optional<Instant> receivedAt) {
        try (RawMail mail = lane.render(message)) {
            return lane.change(session -> session.folders().append(name(), mail, flags, receivedAt))
                    .map(stored -> new MessageKey(own.mailbox(), name(), stored.uidValidity(), stored.uid()));
        }
    }

    @Override
    public boolean create() {
        return lane.change(session -> session.createFolder(name()));
    }

    @Override
    public MailFolder rename(String newName) {
        return lane.change(session -> {
            session.folders().rename(name(), newName);
            return new MailboxFolder(lane, own.mailbox(), newName);
        });
    }
}
