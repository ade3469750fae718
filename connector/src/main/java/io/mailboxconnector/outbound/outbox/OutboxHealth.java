package io.mailboxconnector.outbound.outbox;

import java.util.Map;
import java.util.Optional;

/**
 * What an outbox looks like at one moment.
 *
 * @param queue whose mails it sends
 * @param counts how many rows stand in which state, on all nodes; states without rows are missing
 * @param outage why this node cannot send at the moment
 */
public record OutboxHealth(String queue, Map<OutboxState, Long> counts, Optional<String> outage) {

    /** Copies the map. */
    public OutboxHealth {
        counts = Map.copyOf(counts);
    }

    /**
     * How many rows stand in a state.
     *
     * @param state the state
     * @return the number
     */
    public long count(OutboxState state) {
        return counts.getOrDefault(state, 0L);
    }
}
