package io.mailboxconnector.outbound.outbox;

import static io.mailboxconnector.outbound.outbox.OutboxState.QUEUED;
import static io.mailboxconnector.outbound.outbox.OutboxState.REJECTED;
import static io.mailboxconnector.outbound.outbox.OutboxState.SENDING;
import static io.mailboxconnector.outbound.outbox.OutboxState.SENT;
import static io.mailboxconnector.outbound.outbox.OutboxState.TRANSMITTING;
import static io.mailboxconnector.outbound.outbox.OutboxState.UNKNOWN;

import java.util.EnumSet;
import java.util.Set;

/**
 * The steps of a row of the outbox. A step is one statement that names the states it may start from, so that the database
 * decides between two nodes; a row that stands elsewhere is left alone.
 *
 * <pre>
 *             CLAIM            TRANSMIT                 ACCEPT
 *   QUEUED ───────────&gt; SENDING ─────────&gt; TRANSMITTING ─────────&gt; SENT
 *    ^  ^ ^  RELEASE       │ │                 │ │ │                 ^
 *    │  │ └───(lease over)─┘ │                 │ │ │ LOSE            │ ACCEPT
 *    │  └──────POSTPONE──────┼─────────────────┘ │ └─────&gt; UNKNOWN ──┘ (its own node
 *    │                       └──────REJECT───────┤           │          learns it late)
 *    │                                           v           │
 *    └───────────────REDRIVE──────────────── REJECTED        │
 *    └───────────────REDRIVE─────────────────────────────────┘
 * </pre>
 *
 * <p>TRANSMIT commits by itself right before the first octet of the content is handed to the network. So a node that dies
 * before it provably sent nothing (RELEASE), and one that dies after it leaves a row of which nobody knows (LOSE).
 */
public enum OutboxStep {
    /** A node takes the row. */
    CLAIM(EnumSet.of(QUEUED), SENDING),
    /** The node that took it is gone, and had not begun to transmit. */
    RELEASE(EnumSet.of(SENDING), QUEUED),
    /** The content goes out now. */
    TRANSMIT(EnumSet.of(SENDING), TRANSMITTING),
    /** The server took the mail. */
    ACCEPT(EnumSet.of(TRANSMITTING, UNKNOWN), SENT),
    /** It was certainly not sent, and may be sent later. */
    POSTPONE(EnumSet.of(SENDING, TRANSMITTING), QUEUED),
    /** It was certainly not sent, and would be refused again. */
    REJECT(EnumSet.of(SENDING, TRANSMITTING), REJECTED),
    /** The connection, or the node, was lost while the server may have taken it. */
    LOSE(EnumSet.of(TRANSMITTING), UNKNOWN),
    /** An administrator, or the policy, has it sent once more. */
    REDRIVE(EnumSet.of(REJECTED, UNKNOWN), QUEUED);

    private final Set<OutboxState> from;
    private final OutboxState to;

    OutboxStep(Set<OutboxState> from, OutboxState to) {
        this.from = Set.copyOf(from);
        this.to = to;
    }

    /**
     * Where it starts.
     *
     * @return one state or more
     */
    public Set<OutboxState> from() {
        return from;
    }

    /**
     * Where it leads.
     *
     * @return the state afterwards
     */
    public OutboxState to() {
        return to;
    }
}
