package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.mime.ParsedMail;
import jakarta.mail.internet.InternetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of the mails of each sender: a mail may go when no older one of the same sender is queued, delivered, or
 * waits for its redelivery. Mails without a readable sender are independent of each other.
 *
 * <p>Not thread-safe: guarded by the lock of the {@link DeliveryBoard}.
 */
final class SenderOrder {

    private final boolean kept;
    private final Map<String, TreeMap<Long, MessageKey>> pending = new HashMap<>();
    private final Map<MessageKey, Place> places = new HashMap<>();
    private long arrivals;

    /**
     * Whose mail it is, and before which others of the same sender it goes.
     *
     * @param sender the address
     * @param rank the smaller the older
     */
    private record Place(String sender, long rank) {}

    SenderOrder(boolean kept) {
        this.kept = kept;
    }

    /** A mail was fetched, perhaps once more. */
    void queued(ParsedMail mail) {
        @Nullable String sender = kept ? senderOf(mail) : null;
        if (sender != null) {
            Place place = places.computeIfAbsent(mail.key(), key -> new Place(sender, rankOf(key)));
            pending.computeIfAbsent(place.sender(), first -> new TreeMap<>()).put(place.rank(), mail.key());
        }
    }

    /** Nothing more is to be delivered of a mail. */
    void over(MessageKey key) {
        @Nullable Place place = places.remove(key);
        if (place != null) {
            TreeMap<Long, MessageKey> others = pending.getOrDefault(place.sender(), new TreeMap<>());
            others.remove(place.rank());
            if (others.isEmpty()) {
                pending.remove(place.sender());
            }
        }
    }

    /** Whether a mail may go, together with some that go before it. */
    boolean mayGo(MessageKey key, Collection<MessageKey> before) {
        @Nullable Place place = places.get(key);
        return place == null
                || before.containsAll(pending.getOrDefault(place.sender(), new TreeMap<>())
                        .headMap(place.rank())
                        .values());
    }

    /** UIDs grow with the age of mails (RFC 9051 §2.3.1.1); mails of POP3 come in the order of the maildrop. */
    private long rankOf(MessageKey key) {
        return key.uidl().isPresent() ? ++arrivals : key.uid();
    }

    private static @Nullable String senderOf(ParsedMail mail) {
        return mail.from()
                .map(InternetAddress::getAddress)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .orElse(null);
    }
}
