package io.mailboxconnector.inbound.settings;

/** What happens to a mail that cannot be parsed. */
public enum MalformedPolicy {
    /** Delivered as it came, with the kind {@code MALFORMED}. */
    DELIVER,
    /** Not delivered, but treated as {@code onFailure} says. */
    QUARANTINE
}
