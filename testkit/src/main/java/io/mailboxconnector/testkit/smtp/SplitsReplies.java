package io.mailboxconnector.testkit.smtp;

/**
 * Sends every reply in small packets, so that lines and codes are torn apart.
 *
 * @param packetSize how many octets go together
 */
public record SplitsReplies(int packetSize) implements Misbehaviour {}
