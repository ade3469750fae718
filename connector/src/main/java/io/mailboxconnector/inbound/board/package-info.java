/**
 * What is known of the mails of one activation: fetched, being delivered, waiting for another attempt or for their
 * settlement; and what the rooms of inbound say in log and exceptions.
 *
 * <p>Arrows: to {@code inbound.settings}, the engine and the API. The rooms {@code watch} and {@code delivery} meet here,
 * and nowhere else.
 *
 * <p>Threads: the {@code DeliveryBoard} is thread-safe and guards the rest.
 */
@NullMarked
package io.mailboxconnector.inbound.board;

import org.jspecify.annotations.NullMarked;
