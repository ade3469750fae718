/**
 * Deliveries: mails are taken from the board, given to a bean in a transaction, and their outcome is put on the board.
 *
 * <p>Arrows: to {@code inbound.board}, {@code inbound.settings}, the engine and the API. It knows nothing of connections.
 *
 * <p>Threads: beans are called on threads of the container's work manager only, and a thread that may be inside a bean is
 * never interrupted.
 */
@NullMarked
package io.mailboxconnector.inbound.delivery;

import org.jspecify.annotations.NullMarked;
