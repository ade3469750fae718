package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.ledger.Ledger;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger knows of mails in a maildrop, which have no flags that would tell it. Without a ledger it knows nothing.
 * Belongs to the watch's thread.
 *
 * <p>A mail that stays on the server, because it was given up or its listener wanted so, has a second row beside that of its
 * delivery: otherwise {@code afterDelivery=delete} would delete it after the next start.
 */
final class MaildropMemory {

    /** What is known of a mail. */
    enum Fate {
        /** Nothing: it is to be delivered. */
        FRESH,
        /** It took effect; what is to be done with it on the server was perhaps not done. */
        DELIVERED,
        /** It stays on the server. */
        KEPT
    }

    private static final String KEPT_FOLDER = " (kept)";

    private final Ledger ledger;
    private final boolean keepsDelivered;

    MaildropMemory(Ledger ledger, Settlement afterDelivery) {
        this.ledger = ledger;
        this.keepsDelivered = afterDelivery instanceof Settlement.Keep;
    }

    /** What is known of mails, in their order. */
    Map<MessageKey, Fate> fates(List<MessageKey> mails) {
        Set<MessageKey> undelivered = ledger.missing(mails);
        Set<MessageKey> unmarked =
                ledger.missing(mails.stream().map(MaildropMemory::mark).toList());
        Map<MessageKey, Fate> fates = new LinkedHashMap<>();
        for (MessageKey mail : mails) {
            if (!unmarked.contains(mark(mail))) {
                fates.put(mail, Fate.KEPT);
            } else {
                fates.put(mail, undelivered.contains(mail) ? Fate.FRESH : Fate.DELIVERED);
            }
        }
        return fates;
    }

    /** How often deliveries failed before. */
    Map<MessageKey, Integer> attempts(Collection<MessageKey> mails) {
        Map<MessageKey, Integer> attempts = new HashMap<>();
        if (!mails.isEmpty()) {
            Map<Long, Integer> known = ledger.attempts(mails.iterator().next());
            mails.stream()
                    .filter(mail -> known.containsKey(mail.uid()))
                    .forEach(mail -> attempts.put(mail, known.get(mail.uid())));
        }
        return attempts;
    }

    /** These mails stay on the server and are not to be delivered any more. */
    void keep(List<MessageKey> mails) {
        // Where all that is delivered stays, only what was not delivered has to be told apart from it.
        Collection<MessageKey> apart = keepsDelivered ? ledger.missing(mails) : mails;
        ledger.record(apart.stream().map(MaildropMemory::mark).toList());
    }

    /** These mails are still on the server: what is known of them must not grow old. */
    void renew(Collection<MessageKey> mails) {
        ledger.renew(mails);
        ledger.renew(mails.stream().map(MaildropMemory::mark).toList());
    }

    private static MessageKey mark(MessageKey mail) {
        return new MessageKey(mail.mailbox(), mail.folder() + KEPT_FOLDER, mail.uidValidity(), mail.uid(), mail.uidl());
    }
}
