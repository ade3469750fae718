package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MessageKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often deliveries failed, for all activations of one adapter: an activation that ends and begins again goes on counting
 * where it was. Holds names and numbers only, nothing of a removed application. Thread-safe.
 *
 * <p>Bounded: the mails that failed longest ago are forgotten first, and then tried anew.
 */
public final class AttemptMemory {

    private static final int MOST = 10_000;

    private record Tried(String consumer, MessageKey mail) {}

    // Guarded by this.
    private final Map<Tried, Integer> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tried, Integer> eldest) {
            return size() > MOST;
        }
    };

    /** How often it failed; 0 when nothing is known. */
    synchronized int of(String consumer, MessageKey mail) {
        return failures.getOrDefault(new Tried(consumer, mail), 0);
    }

    /** It failed so often by now; never less than was known before. */
    synchronized void failed(String consumer, MessageKey mail, int times) {
        failures.merge(new Tried(consumer, mail), times, Math::max);
    }

    /** It is over: committed, or given up. */
    synchronized void forget(String consumer, MessageKey mail) {
        failures.remove(new Tried(consumer, mail));
    }
}
