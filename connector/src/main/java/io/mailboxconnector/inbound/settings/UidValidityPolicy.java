package io.mailboxconnector.inbound.settings;

/** What a cursor does when the server has renumbered a folder (RFC 9051 §2.3.1.1). */
public enum UidValidityPolicy {
    /** Goes on with what arrives from now on. */
    RESEED,
    /** Delivers again what nobody has read. */
    REPLAY_UNSEEN,
    /** Delivers nothing until somebody decides. */
    STOP
}
