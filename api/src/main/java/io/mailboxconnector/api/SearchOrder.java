package io.mailboxconnector.api;

/**
 * In which order a search gives what it found: by UID, which is the order in which mails came into the folder.
 *
 * @since 0.1
 */
public enum SearchOrder {
    /** The mail that came first is first. */
    OLDEST_FIRST,
    /** The mail that came last is first. */
    NEWEST_FIRST
}
