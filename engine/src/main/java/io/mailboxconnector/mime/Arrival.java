package io.mailboxconnector.mime;

import io.mailboxconnector.api.MessageKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server tells about a mail besides its bytes.
 *
 * @param key the identity of the mail
 * @param receivedAt when it arrived
 * @param size the size of the whole mail in bytes
 * @param headersOnly whether the bytes end with the headers, because the body was left on the server
 * @param emailId the EMAILID (RFC 8474 §5.1), if the server has it
 * @param threadId the THREADID (RFC 8474 §5.2), if the server has it
 */
public record Arrival(
        MessageKey key,
        Instant receivedAt,
        long size,
        boolean headersOnly,
        Optional<String> emailId,
        Optional<String> threadId) {

    /** Checks that nothing is null. */
    public Arrival {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(emailId, "emailId");
        Objects.requireNonNull(threadId, "threadId");
    }

    /**
     * A whole mail of a server without object identifiers.
     *
     * @param key the identity of the mail
     * @param receivedAt when it arrived
     * @param size its size in bytes
     * @return the arrival
     */
    public static Arrival of(MessageKey key, Instant receivedAt, long size) {
        return new Arrival(key, receivedAt, size, false, Optional.empty(), Optional.empty());
    }
}
