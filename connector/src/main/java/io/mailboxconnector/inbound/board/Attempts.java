package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.settings.RedeliveryPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the mails of one activation failed, and what is still to be told of it to those who remember it beyond this process.
 * Thread-safe.
 *
 * <p>Counted is what failed alone: whose fault the failure of a batch was shows only when each of its mails is delivered
 * alone, and no mail is given up for its company.
 */
public final class Attempts {

    private final String consumer;
    private final AttemptMemory memory;
    private final RedeliveryPolicy policy;

    // Guarded by this.
    private final Map<MessageKey, Integer> toMark = new LinkedHashMap<>();
    private final Map<MessageKey, Integer> marks = new HashMap<>();

    Attempts(String consumer, AttemptMemory memory, RedeliveryPolicy policy) {
        this.consumer = consumer;
        this.memory = memory;
        this.policy = policy;
    }

    /** Who delivers: others may deliver the same mails, and their failures are not ours. */
    public String consumer() {
        return consumer;
    }

    /** How often a mail failed; 0 when nothing is known. */
    public int of(MessageKey key) {
        return memory.of(consumer, key);
    }

    /** Whether a mail failed as often as it may: it is to be given up, not delivered. */
    public boolean isSpent(MessageKey key) {
        int failures = of(key);
        return failures > 0 && policy.delayAfter(failures).isEmpty();
    }

    /** It failed here so often by now. */
    synchronized void failed(MessageKey key, int times) {
        memory.failed(consumer, key, times);
        toMark.put(key, times);
    }

    /** It failed so often, in a former life of this process or on another node. */
    void remember(MessageKey key, int times) {
        memory.failed(consumer, key, times);
    }

    /** The mail bears a mark that says so. */
    public synchronized void marked(MessageKey key, int times) {
        memory.failed(consumer, key, times);
        marks.merge(key, times, Math::max);
        toMark.computeIfPresent(key, (same, failures) -> failures <= times ? null : failures);
    }

    /** The highest mark that the mail bears; 0 for none. */
    public synchronized int markOf(MessageKey key) {
        return marks.getOrDefault(key, 0);
    }

    /** The mails bear no marks any more. */
    public synchronized void unmarked(Collection<MessageKey> keys) {
        marks.keySet().removeAll(keys);
    }

    /** The failures that no mark tells of yet. */
    public synchronized Map<MessageKey, Integer> toMark() {
        return new LinkedHashMap<>(toMark);
    }

    /** These failures get no mark. */
    public synchronized void unmarkable(Collection<MessageKey> keys) {
        toMark.keySet().removeAll(keys);
    }

    /**
     * Whether the count ends with a settlement. It goes on where a mail is given up and left as it is: then nothing but the
     * count keeps it from being delivered again.
     */
    public boolean endsWith(Settlement settlement, MessageKey key) {
        return !(settlement instanceof Settlement.Keep && isSpent(key));
    }

    /** A settlement is on the server. */
    void settled(MessageKey key, Settlement settlement) {
        if (endsWith(settlement, key)) {
            memory.forget(consumer, key);
            gone(key);
        }
    }

    /** Nothing is to be told of this mail any more. */
    synchronized void gone(MessageKey key) {
        toMark.remove(key);
        marks.remove(key);
    }

    /** All UIDs mean other mails now. */
    synchronized void renumbered() {
        toMark.clear();
        marks.clear();
    }
}
