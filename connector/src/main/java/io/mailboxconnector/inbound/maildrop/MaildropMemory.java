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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the ledger knows of mails in a maildrop, which have no flags that would tell it. Without a ledger it knows nothing.
 * Belongs to the watch's thread.
 */
final class MaildropMemory {

    private final Ledger ledger;
    private final Settlement afterDelivery;

    MaildropMemory(Ledger ledger, Settlement afterDelivery) {
        this.ledger = ledger;
        this.afterDelivery = afterDelivery;
    }

    /** The mails that are known, with what is to become of them on the server; the others are to be delivered. */
    Map<MessageKey, Settlement> known(List<MessageKey> mails) {
        Ledger.Answer answer = ledger.look(mails);
        Map<MessageKey, Settlement> known = new LinkedHashMap<>();
        for (MessageKey mail : mails) {
            if (!answer.fresh().contains(mail)) {
                known.put(mail, answer.chosen().getOrDefault(mail, afterDelivery));
            }
        }
        return known;
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

    /**
     * These mails stay on the server and are not to be delivered any more. Where all that is delivered stays, only what was not
     * delivered needs an entry for it.
     */
    void keep(List<MessageKey> mails) {
        Collection<MessageKey> apart = mails;
        if (afterDelivery instanceof Settlement.Keep) {
            Set<MessageKey> fresh = ledger.look(mails).fresh();
            apart = mails.stream().filter(fresh::contains).toList();
        }
        ledger.record(
                List.copyOf(apart),
                apart.stream().collect(Collectors.toMap(Function.identity(), mail -> Settlement.keep())));
    }
}
