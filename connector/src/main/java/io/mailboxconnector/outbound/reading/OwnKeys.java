package io.mailboxconnector.outbound.reading;

import static io.mailboxconnector.outbound.reading.ReadingMessages.MESSAGES;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.imap.folders.UidMapping;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of one folder: between what an application keeps and what the server understands.
 *
 * @param mailbox the mailbox
 * @param folder the full name of the folder
 */
record OwnKeys(String mailbox, String folder) {

    /** The key of a mail in the folder as it is selected now. */
    MessageKey of(FolderState state, long uid) {
        return new MessageKey(mailbox, folder, state.uidValidity(), uid);
    }

    /** Refuses keys of another mailbox or folder, and those of POP3, which name nothing in a folder. No network traffic. */
    void requireOwn(Collection<MessageKey> keys) {
        for (MessageKey key : keys) {
            boolean own = key.mailbox().equals(mailbox)
                    && key.folder().equals(folder)
                    && key.uidl().isEmpty();
            if (!own) {
                throw MESSAGES.foreignKey(key.toString(), folder, mailbox);
            }
        }
    }

    /** The UIDs, provided that the folder still has the UIDVALIDITY of the keys (RFC 9051 §2.3.1.1). */
    UidSet current(Collection<MessageKey> keys, FolderState state) {
        for (MessageKey key : keys) {
            if (key.uidValidity() != state.uidValidity()) {
                throw MESSAGES.stale(key, key.toString(), folder, mailbox, state.uidValidity());
            }
        }
        return UidSet.of(keys.stream().map(MessageKey::uid).toList());
    }

    /** The keys of copies in another folder, by the keys of their originals. */
    Map<MessageKey, MessageKey> copies(FolderState state, String target, UidMapping told) {
        Map<MessageKey, MessageKey> keys = new LinkedHashMap<>();
        told.uids()
                .forEach((original, copy) ->
                        keys.put(of(state, original), new MessageKey(mailbox, target, told.uidValidity(), copy)));
        return keys;
    }
}
