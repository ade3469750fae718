/**
 * Mail in: one activation per message-driven bean, which owns one watch (the loop that owns the folder's connection), a
 * board (what is queued, being delivered, waiting for another attempt or for its settlement) and the deliveries.
 *
 * <p>Arrows: {@code inbound} to {@code maildrop} to {@code watch} to {@code delivery} to {@code board} to {@code settings}, and all of them to
 * the engine and the API. Never to {@code outbound} nor to {@code adapter}.
 *
 * <p>Threads: a watch runs on a thread of its own and does protocol I/O only; beans are called on threads of the
 * container's work manager only, and a thread that may be inside a bean is never interrupted. The two sides meet in
 * {@code DeliveryBoard}, and nowhere else.
 */
@NullMarked
package io.mailboxconnector.inbound;

import org.jspecify.annotations.NullMarked;
