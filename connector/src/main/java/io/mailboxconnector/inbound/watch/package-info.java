/**
 * The loop that owns a folder's connection: finds mails, fetches them onto the board, and writes their settlements to the
 * server.
 *
 * <p>Arrows: to {@code inbound.board}, {@code inbound.delivery}, {@code inbound.settings}, the engine and the API. It knows
 * nothing of beans.
 *
 * <p>Threads: one per watch, made by {@code WatchThreads}; it does I/O only and never calls a bean.
 */
@NullMarked
package io.mailboxconnector.inbound.watch;

import org.jspecify.annotations.NullMarked;
