/**
 * Outbound: what an application gets from the injected factory, and what the container pools (Connectors 2.1 §6).
 *
 * <p>A {@code MailboxConnectionHandle} is in the hands of the application; a {@code MailboxManagedConnection} is in the
 * pool; each belongs to one mailbox. Start reading with these two.
 *
 * <p>Arrows: to the engine; never to {@code inbound} or {@code adapter}.
 *
 * <p>Threads: a connection serves one thread at a time; no lock is held while the container is told something.
 */
@NullMarked
package io.mailboxconnector.outbound;

import org.jspecify.annotations.NullMarked;
