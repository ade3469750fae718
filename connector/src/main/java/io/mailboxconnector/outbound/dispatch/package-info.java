/**
 * Brings a connection factory and its send mode together: who submits its mails, and over which connections, and that all of it
 * ends with the adapter.
 *
 * <p>Start reading with {@code Dispatching}.
 *
 * <p>Arrows: to all other rooms of {@code outbound}; only the porch points here.
 *
 * <p>Threads: safe for any thread; the threads that submit later belong to {@code outbound.transaction} and
 * {@code outbound.outbox}.
 */
@NullMarked
package io.mailboxconnector.outbound.dispatch;

import org.jspecify.annotations.NullMarked;
