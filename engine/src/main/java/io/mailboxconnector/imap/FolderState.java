package io.mailboxconnector.imap;

import java.util.Locale;
import java.util.Set;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;

/**
 * What a server said about a folder when it was selected (RFC 9051 §6.3.2).
 *
 * @param folder the full name
 * @param uidValidity the UIDVALIDITY
 * @param uidNext the UIDNEXT; 0 when the server did not say
 * @param messages the number of messages
 * @param permanentFlags the PERMANENTFLAGS in lower case, such as {@code \seen}, {@code \*}
 */
public record FolderState(String folder, long uidValidity, long uidNext, int messages, Set<String> permanentFlags) {

    private static final Set<String> ALL_FLAGS =
            Set.of("\\seen", "\\answered", "\\flagged", "\\deleted", "\\draft", "\\*");

    /** Copies the flags. */
    public FolderState {
        permanentFlags = Set.copyOf(permanentFlags);
    }

    /**
     * Whether a flag or keyword can be stored for good.
     *
     * @param flag the flag with its backslash, or the keyword
     * @return true when PERMANENTFLAGS has it or, for a keyword, {@code \*}
     */
    public boolean keeps(String flag) {
        String name = flag.toLowerCase(Locale.ROOT);
        return permanentFlags.contains(name) || (!name.startsWith("\\") && permanentFlags.contains("\\*"));
    }

    /** Without PERMANENTFLAGS all flags are permanent (RFC 9051 §7.1). */
    static FolderState of(String folder, MailboxInfo info) {
        Set<String> permanent = info.permanentFlags == null ? ALL_FLAGS : Fetching.names(info.permanentFlags);
        return new FolderState(folder, info.uidvalidity, Math.max(0, info.uidnext), Math.max(0, info.total), permanent);
    }
}
