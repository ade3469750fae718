package io.mailboxconnector.smtp.compose;

import java.util.List;
import java.util.Optional;

/**
 * What the administrator sets for mails that do not say it themselves.
 *
 * @param from the author's address; empty for the mailbox
 * @param senderName the author's display name; empty for none
 * @param replyTo where answers go; empty for the author
 * @param alwaysBcc who gets a hidden copy of every mail
 */
public record SendingDefaults(
        Optional<String> from, Optional<String> senderName, List<String> replyTo, List<String> alwaysBcc) {

    /** Nothing set. */
    public static final SendingDefaults NONE =
            new SendingDefaults(Optional.empty(), Optional.empty(), List.of(), List.of());

    /** Copies the lists. */
    public SendingDefaults {
        replyTo = List.copyOf(replyTo);
        alwaysBcc = List.copyOf(alwaysBcc);
    }
}
