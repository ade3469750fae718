package io.mailboxconnector.outbound.settings;

import java.util.Optional;

/**
 * When mails are submitted, and from where.
 *
 * @param mode when
 * @param transactions what part connections take in transactions; {@link TransactionLevel#LOCAL} with
 *     {@link SendMode#IMMEDIATE} only
 * @param outbox how the outbox works; present with {@link SendMode#OUTBOX} only
 */
public record DispatchSettings(SendMode mode, TransactionLevel transactions, Optional<OutboxSettings> outbox) {

    /** Within {@code send}. */
    public static final DispatchSettings IMMEDIATE =
            new DispatchSettings(SendMode.IMMEDIATE, TransactionLevel.NONE, Optional.empty());
}
