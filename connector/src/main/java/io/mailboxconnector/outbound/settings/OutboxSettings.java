package io.mailboxconnector.outbound.settings;

import java.time.Duration;

/**
 * How the outbox of a factory works.
 *
 * @param dataSource the JNDI name of the database
 * @param lease after which time a mail that a node took is free for another one; longer than a submission may take
 * @param patience how long a mail is tried that is refused for the moment
 * @param retention how long mails that were sent are kept
 * @param unknown what is done with mails of which nobody knows whether they were sent
 */
public record OutboxSettings(
        String dataSource, Duration lease, Duration patience, Duration retention, UnknownPolicy unknown) {}
