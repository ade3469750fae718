package io.mailboxconnector.pop3;

import java.io.IOException;

/**
 * Reads a multi-line response (RFC 1939 §3): up to a line with nothing but a dot, without the dots that were put before others at
 * the beginning of a line.
 *
 * <p>Only CR LF ends a line: a server that passes on a mail with a bare LF does not stuff the dot behind it, and such a dot must
 * not end the mail. Belongs to one response.
 */
final class DotReader {

    /** Where in a line the reader is. */
    private enum Place {
        START,
        AFTER_DOT,
        AFTER_DOT_CR,
        TEXT,
        AFTER_CR
    }

    /** Takes the octets of the content. */
    @FunctionalInterface
    interface Sink {
        void write(int octet) throws IOException;
    }

    private final Sink sink;
    private Place place = Place.START;

    DotReader(Sink sink) {
        this.sink = sink;
    }

    /** Takes the next octet that the server sent; false when it was the last one of the response. */
    boolean accept(int octet) throws IOException {
        switch (place) {
            case START -> {
                if (octet == '.') {
                    place = Place.AFTER_DOT;
                } else {
                    pass(octet);
                }
            }
            case AFTER_DOT -> {
                if (octet == '\r') {
                    place = Place.AFTER_DOT_CR;
                } else {
                    pass(octet);
                }
            }
            case AFTER_DOT_CR -> {
                if (octet == '\n') {
                    return false;
                }
                pass('\r');
                pass(octet);
            }
            case AFTER_CR -> {
                pass(octet);
                if (octet == '\n') {
                    place = Place.START;
                }
            }
            case TEXT -> pass(octet);
        }
        return true;
    }

    private void pass(int octet) throws IOException {
        sink.write(octet);
        place = octet == '\r' ? Place.AFTER_CR : Place.TEXT;
    }
}
