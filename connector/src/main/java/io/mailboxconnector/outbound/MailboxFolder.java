package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.mime.ParsedMail;
import jakarta.mail.Flags;
import jakarta.mail.search.SearchTerm;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A folder as the application sees it: everything by key, nothing by sequence number. Belongs to the thread of its handle and
 * ends with it.
 */
final class MailboxFolder implements MailFolder {

    private final MailboxConnectionHandle handle;
    private final String mailbox;
    private final String name;

    MailboxFolder(MailboxConnectionHandle handle, String mailbox, String name) {
        this.handle = handle;
        this.mailbox = mailbox;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<MessageKey> search(SearchTerm term) {
        return handle.read(session -> {
            FolderState state = session.select(name);
            return session.search(term).uids().stream()
                    .map(uid -> new MessageKey(mailbox, name, state.uidValidity(), uid))
                    .toList();
        });
    }

    @Override
    public List<ReceivedMail> fetch(Collection<MessageKey> keys) {
        checkOwn(keys);
        List<ParsedMail> mails = handle.read(session -> {
            FolderState state = session.select(name);
            MailFetch fetch = new MailFetch(session, uid -> new MessageKey(mailbox, name, state.uidValidity(), uid));
            return fetch.of(present(keys, state));
        });
        handle.keep(mails);
        return List.copyOf(mails);
    }

    @Override
    public void flag(Collection<MessageKey> keys, Flags flags, boolean set) {
        checkOwn(keys);
        handle.read(imap -> {
            checkKept(flags, imap.select(name));
            return change(imap, keys, uids -> imap.store(uids, flags, set));
        });
    }

    @Override
    public void move(Collection<MessageKey> keys, String targetFolder) {
        checkOwn(keys);
        handle.change(imap -> change(imap, keys, uids -> imap.move(uids, targetFolder)));
    }

    private UidSet change(ImapSession imap, Collection<MessageKey> keys, Consumer<UidSet> change) {
        UidSet uids = present(keys, imap.select(name));
        if (!uids.isEmpty()) {
            change.accept(uids);
        }
        return uids;
    }

    /** A server may answer OK and forget the keyword at the end of the session (RFC 9051 §7.1, PERMANENTFLAGS). */
    private void checkKept(Flags flags, FolderState state) {
        for (String keyword : flags.getUserFlags()) {
            if (!state.keeps(keyword)) {
                throw MESSAGES.keywordNotKept(ServerText.oneLine(keyword), name, mailbox);
            }
        }
    }

    private void checkOwn(Collection<MessageKey> keys) {
        for (MessageKey key : keys) {
            if (!key.mailbox().equals(mailbox) || !key.folder().equals(name)) {
                throw MESSAGES.foreignKey(key.toString(), name, mailbox);
            }
        }
    }

    /** Keys with another UIDVALIDITY name mails that are gone (RFC 9051 §2.3.1.1). */
    private static UidSet present(Collection<MessageKey> keys, FolderState state) {
        return UidSet.of(keys.stream()
                .filter(key -> key.uidValidity() == state.uidValidity())
                .map(MessageKey::uid)
                .toList());
    }
}
