package io.mailboxconnector.outbound.settings;

import java.time.Duration;

/**
 * How long a session with a server is used before another one takes its place. A session never ends in the middle of an
 * operation for this.
 *
 * @param maxAge the age from which on it is not used any more
 * @param maxMessages how many mails are sent over it at most
 */
public record ConnectionLife(Duration maxAge, int maxMessages) {}
