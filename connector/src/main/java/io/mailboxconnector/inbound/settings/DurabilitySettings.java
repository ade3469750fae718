package io.mailboxconnector.inbound.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * What is remembered in a database.
 *
 * @param ledgerDataSource the JNDI name of a data source that takes part in transactions; empty to remember nothing
 * @param ledgerRetention how long a mail is remembered that took effect
 * @param consumerName under which name; empty for a name made of the activation's
 * @param uidValidityChange what a cursor does when the folder was renumbered
 */
public record DurabilitySettings(
        Optional<String> ledgerDataSource,
        Duration ledgerRetention,
        Optional<String> consumerName,
        UidValidityPolicy uidValidityChange) {

    /** Nothing is remembered. */
    public static final DurabilitySettings NONE = new DurabilitySettings(
            Optional.empty(), DurabilityReader.DEFAULT_RETENTION, Optional.empty(), UidValidityPolicy.RESEED);
}
