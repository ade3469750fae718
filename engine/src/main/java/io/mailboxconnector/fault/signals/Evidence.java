package io.mailboxconnector.fault.signals;

import java.util.List;
import java.util.Set;

/**
 * What was seen.
 *
 * @param phase at which door
 * @param status the HTTP status or the reply code of SMTP; 0 when there is none
 * @param error the {@code error} field of an authorization server (RFC 6749 §5.2), else empty text
 * @param numbers Microsoft's AADSTS numbers in the order of the answer
 * @param text the words of the server or of the failure
 * @param host which server it was, as it is configured, else empty text
 */
public record Evidence(Phase phase, int status, String error, List<Integer> numbers, String text, String host) {

    /** Copies the numbers. */
    public Evidence {
        numbers = List.copyOf(numbers);
    }

    /**
     * The error answer of an authorization server.
     *
     * @param status the HTTP status
     * @param error the {@code error} field, perhaps empty
     * @param numbers the AADSTS numbers in the order of the answer
     * @param description the {@code error_description}, perhaps empty
     * @return the evidence
     */
    public static Evidence ofToken(int status, String error, Set<Integer> numbers, String description) {
        return new Evidence(Phase.TOKEN, status, error, List.copyOf(numbers), description, "");
    }

    /**
     * Words alone.
     *
     * @param phase at which door
     * @param text the words
     * @return the evidence
     */
    public static Evidence ofText(Phase phase, String text) {
        return new Evidence(phase, 0, "", List.of(), text, "");
    }

    /**
     * A reply of an SMTP server.
     *
     * @param code the reply code
     * @param text the reply with its code
     * @return the evidence
     */
    public static Evidence ofReply(int code, String text) {
        return new Evidence(Phase.SMTP, code, "", List.of(), text, "");
    }

    /**
     * The same, seen at a certain server.
     *
     * @param server its host
     * @return the evidence
     */
    public Evidence at(String server) {
        return new Evidence(phase, status, error, numbers, text, server);
    }
}
