/**
 * The outbox: mails as rows that commit with the transaction of their sender, and the thread that submits them
 * (D6 and D7 of the architecture).
 *
 * <p>Start reading with {@code OutboxStep}, which has the states of a row, then {@code OutboxSender}.
 *
 * <p>Arrows: to {@code outbound.transaction}, {@code outbound.sending}, {@code outbound.settings}, {@code management} and the engine;
 * {@code outbound.dispatch} points here.
 *
 * <p>Threads: rows are written by any thread; one thread per factory submits. Nodes agree through the table alone.
 */
@NullMarked
package io.mailboxconnector.outbound.outbox;

import org.jspecify.annotations.NullMarked;
