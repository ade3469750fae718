/**
 * What connections to a mailbox do at the end of a transaction: mails that wait for its commit, and who submits them then.
 *
 * <p>Start reading with {@code CommitDispatch}.
 *
 * <p>Arrows: to {@code outbound.sending}, {@code outbound.settings} and the engine; {@code outbound} and {@code outbound.outbox}
 * point here.
 *
 * <p>Threads: what happens at the end of a transaction runs on the thread that ends it, so nothing here waits for anything;
 * mails are submitted on a thread of the connector.
 */
@NullMarked
package io.mailboxconnector.outbound.transaction;

import org.jspecify.annotations.NullMarked;
