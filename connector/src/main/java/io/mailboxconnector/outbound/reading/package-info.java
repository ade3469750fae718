/**
 * What an application does with a folder, on a connection that it was lent: everything by key.
 *
 * <p>Start reading with {@code MailboxFolder}.
 *
 * <p>Arrows: to the engine; {@code outbound} points here and lends its connection as a {@code ReadingLane}.
 *
 * <p>Threads: everything belongs to the thread of its handle.
 */
@NullMarked
package io.mailboxconnector.outbound.reading;

import org.jspecify.annotations.NullMarked;
