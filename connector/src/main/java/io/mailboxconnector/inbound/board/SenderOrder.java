package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.mime.ParsedMail;
import jakarta.mail.internet.InternetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of the mails of each sender: a mail may go when no older one of the same sender is queued, delivered, or
 * waits for its redelivery. Mails without a readable sender are independent of each other.
 *
 * <p>Not thread-safe: guarded by the lock of the {@link DeliveryBoard}.
 */
final class SenderOrder {

    private final boolean kept;
    private final Map<String, TreeSet<Long>> pending = new HashMap<>();
    private final Map<MessageKey, String> senders = new HashMap<>();

    SenderOrder(boolean kept) {
        this.kept = kept;
    }

    /** A mail was fetched, perhaps once more. */
    void queued(ParsedMail mail) {
        @Nullable String sender = kept ? senderOf(mail) : null;
        if (sender != null) {
            senders.put(mail.key(), sender);
            pending.computeIfAbsent(sender, first -> new TreeSet<>())
                    .add(mail.key().uid());
        }
    }

    /** Nothing more is to be delivered of a mail. */
    void over(MessageKey key) {
        @Nullable String sender = senders.remove(key);
        if (sender != null) {
            TreeSet<Long> uids = pending.getOrDefault(sender, new TreeSet<>());
            uids.remove(key.uid());
            if (uids.isEmpty()) {
                pending.remove(sender);
            }
        }
    }

    /** Whether a mail may go, together with some that go before it. */
    boolean mayGo(MessageKey key, Collection<Long> before) {
        @Nullable String sender = senders.get(key);
        return sender == null
                || pending.getOrDefault(sender, new TreeSet<>()).headSet(key.uid()).stream()
                        .allMatch(before::contains);
    }

    private static @Nullable String senderOf(ParsedMail mail) {
        return mail.from()
                .map(InternetAddress::getAddress)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .orElse(null);
    }
}
