package io.mailboxconnector.mime;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import java.time.Instant;
import java.util.Optional;

/** A received mail, parsed locally from its raw bytes. TO BE WRITTEN. */
public abstract class ParsedMail implements ReceivedMail {

    /** Never throws: what cannot be parsed has kind MALFORMED. settle() throws IllegalStateException until offered. */
    public static ParsedMail parse(MessageKey key, Instant receivedAt, RawMail raw) {
        throw new UnsupportedOperationException();
    }

    /** The same mail for one delivery: settle() is open until the delivery ends. */
    public abstract OfferedMail offer(int attempt);

    /** Releases the raw bytes. */
    public abstract void close();

    /** A mail while it is with a listener. */
    public interface OfferedMail extends ReceivedMail {
        /** Ends the delivery: settle() throws from now on. Gives what the listener asked for. */
        Optional<Settlement> withdraw();
    }
}
