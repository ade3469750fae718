package io.mailboxconnector.outbound;

import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import java.util.Optional;

/**
 * An IMAP session that remembers which folder is selected, so that working on one folder costs one {@code SELECT}.
 *
 * <p>Belongs to the thread of its connection.
 */
final class ReadingSession {

    private final ImapSession imap;
    private Optional<FolderState> selected = Optional.empty();

    ReadingSession(ImapSession imap) {
        this.imap = imap;
    }

    /** The session, for commands that do not change which folder is selected. */
    ImapSession imap() {
        return imap;
    }

    /** Selects a folder unless it is selected already. */
    FolderState select(String folder) {
        FolderState state =
                selected.filter(current -> current.folder().equals(folder)).orElseGet(() -> imap.select(folder));
        selected = Optional.of(state);
        return state;
    }

    /** Gives the protocol object away; what happens to the selected folder is not known afterwards. */
    <T> T unwrap(Class<T> type) {
        selected = Optional.empty();
        return imap.unwrap(type);
    }
}
