package io.mailboxconnector.smtp.submit;

import java.util.Locale;
import java.util.Set;

/**
 * What a server offers and the connector uses, without what was found not to work with it.
 *
 * @param extensions the keywords in upper case
 * @param sizeLimit how many octets a message may have (RFC 1870 §3); 0 for no limit
 */
public record Offer(Set<String> extensions, long sizeLimit) {

    /** Commands may be sent without waiting for replies (RFC 2920). */
    public static final String PIPELINING = "PIPELINING";
    /** Content may be sent by {@code BDAT} (RFC 3030). */
    public static final String CHUNKING = "CHUNKING";
    /** The size may be declared (RFC 1870). */
    public static final String SIZE = "SIZE";
    /** Octets beyond US-ASCII in bodies (RFC 6152). */
    public static final String EIGHT_BIT = "8BITMIME";
    /** International addresses and headers (RFC 6531). */
    public static final String UTF8 = "SMTPUTF8";
    /** Delivery status notifications (RFC 3461). */
    public static final String DSN = "DSN";

    /** All that the connector knows to use. */
    public static final Set<String> KNOWN = Set.of(PIPELINING, CHUNKING, SIZE, EIGHT_BIT, UTF8, DSN);

    /** Copies the set. */
    public Offer {
        extensions = Set.copyOf(extensions);
    }

    /**
     * Whether an extension can be used.
     *
     * @param extension the keyword
     * @return true when it is offered and was not found broken
     */
    public boolean has(String extension) {
        return extensions.contains(extension.toUpperCase(Locale.ROOT));
    }
}
