package io.mailboxconnector.inbound.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one activation was at one moment. Immutable; holds no secret and no content of a mail.
 *
 * @param watched folder and account
 * @param state what it does
 * @param since from when on
 * @param lastError the last failure of the watch, with its code; stays after a recovery
 * @param lastErrorAt when that was
 * @param lastDelivery when a delivery was committed last
 * @param waiting mails that are known and not delivered yet, redeliveries included
 * @param oldestWaiting when the oldest of the fetched ones arrived
 * @param unsettled mails whose outcome the server does not know yet
 * @param setAside the last mails that were given up or could not be fetched, newest last
 * @param tokenExpiresAt when the token of the connection ends; empty without a connection or with a password
 */
public record ActivationHealth(
        String watched,
        State state,
        Instant since,
        Optional<String> lastError,
        Optional<Instant> lastErrorAt,
        Optional<Instant> lastDelivery,
        int waiting,
        Optional<Instant> oldestWaiting,
        int unsettled,
        List<SetAside> setAside,
        Optional<Instant> tokenExpiresAt) {

    /** What an activation does. */
    public enum State {
        /** Opening its first connection. */
        STARTING,
        /** Its folder is watched. */
        WATCHING,
        /** It cannot be watched, since a failure. */
        OUT,
        /** For good. */
        STOPPED
    }

    /**
     * A mail that is not delivered.
     *
     * @param mail its identity
     * @param at since when
     * @param reason why
     */
    public record SetAside(String mail, Instant at, String reason) {}

    /** Copies the list. */
    public ActivationHealth {
        setAside = List.copyOf(setAside);
    }
}
