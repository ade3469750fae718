package io.mailboxconnector.api;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A folder in the list of all folders of a mailbox (RFC 9051 §7.3.1). Immutable.
 *
 * @param name the full name, as {@link MailboxConnection#folder} takes it
 * @param delimiter what separates the levels of the name; empty when the server has no levels
 * @param isSelectable whether it can hold mails; otherwise it is only there for the folders below it
 * @param uses its special uses; empty when the server names none
 * @param messages how many mails it has; empty when the server did not say, or it is not selectable
 * @param unread how many of them are not marked as seen; empty as {@code messages}
 * @since 0.1
 */
public record FolderEntry(
        String name,
        Optional<String> delimiter,
        boolean isSelectable,
        Set<FolderUse> uses,
        OptionalLong messages,
        OptionalLong unread) {

    /** Copies the uses. */
    public FolderEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(delimiter, "delimiter");
        uses = Set.copyOf(uses);
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(unread, "unread");
    }
}
