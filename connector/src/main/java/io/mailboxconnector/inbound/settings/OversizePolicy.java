package io.mailboxconnector.inbound.settings;

/** What happens to a mail that is greater than {@code maxMessageSize}: decided by its size, before any of its body is read. */
public enum OversizePolicy {
    /** Not delivered, but treated as {@code onFailure} says. */
    QUARANTINE,
    /** Delivered with its headers only. */
    HEADERS_ONLY,
    /** Neither delivered nor touched: it stays where it is, and the log says so once. */
    REJECT
}
