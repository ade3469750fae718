package io.mailboxconnector.testkit.smtp;

/**
 * Takes a part of a message and then reads no more, with the connection open.
 *
 * @param afterBytes how much of the message is taken
 */
public record StopsReading(long afterBytes) implements Misbehaviour {

    @Override
    public boolean readsOn(long bytes) {
        return bytes < afterBytes;
    }
}
