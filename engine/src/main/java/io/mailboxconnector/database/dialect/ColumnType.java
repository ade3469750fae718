package io.mailboxconnector.database.dialect;

/**
 * What a column holds, in the words of no database. Bind and read it as the type named in the comment: each of them is
 * understood by every driver alike.
 */
public enum ColumnType {
    /** {@code long}. */
    LONG,
    /** {@code int}. */
    INTEGER,
    /**
     * {@code long}: milliseconds since 1970, UTC. A number is compared and read alike by all databases; their time stamps
     * are not, since drivers convert them by the time zones of session, JVM and server.
     */
    INSTANT,
    /**
     * {@code String} of limited length, compared sign by sign. Never empty: Oracle takes an empty text for null.
     */
    TEXT,
    /** {@code String} of any length. Never empty, as {@link #TEXT}. */
    LONG_TEXT,
    /** {@code byte[]} of any length. */
    BYTES
}
