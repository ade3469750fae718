package io.mailboxconnector.outbound.outbox;

import java.time.Duration;

/**
 * How long the outbox waits after a failure: twice as long each time, within limits, and never less than the server asks for. For
 * one thread.
 */
final class Pace {

    private static final Duration FIRST_OF_SERVER = Duration.ofSeconds(1);
    private static final Duration LONGEST_OF_SERVER = Duration.ofMinutes(5);

    /** RFC 5321 §4.5.4.1 asks for half an hour; greylisting lets a mail in after a few minutes. */
    private static final Duration FIRST_OF_MAIL = Duration.ofMinutes(1);

    private static final Duration LONGEST_OF_MAIL = Duration.ofHours(1);

    private int outages;

    /** The account, the server or the database cannot be used. */
    Duration afterOutage(Duration asked) {
        outages++;
        return longer(doubled(FIRST_OF_SERVER, LONGEST_OF_SERVER, outages), asked);
    }

    /** A server said something about a mail. */
    void works() {
        outages = 0;
    }

    /** A mail was refused for the moment, for the given time. */
    static Duration ofMail(int attempts, Duration asked) {
        return longer(doubled(FIRST_OF_MAIL, LONGEST_OF_MAIL, attempts), asked);
    }

    private static Duration doubled(Duration first, Duration longest, int times) {
        Duration length = first;
        for (int i = 1; i < times && length.compareTo(longest) < 0; i++) {
            length = length.multipliedBy(2);
        }
        return length.compareTo(longest) > 0 ? longest : length;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
