package io.mailboxconnector.settings;

import java.time.Duration;

/**
 * Limits of waiting; none of them is infinite.
 *
 * @param connect for establishing a TCP connection
 * @param read for each answer of a server
 * @param write for each block that a server has to take
 */
public record Timeouts(Duration connect, Duration read, Duration write) {}
