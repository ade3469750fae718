/**
 * What is known of mails beyond the life of this process, in tables of the administrator's: which ones took effect, how often
 * others were tried, and how far a bean has come in a folder.
 *
 * <p>Arrows: to {@code inbound.board}, {@code inbound.settings}, the engine and the API.
 *
 * <p>Threads: thread-safe. The ledger is written on the threads of deliveries, the cursor on that of the watch.
 */
@NullMarked
package io.mailboxconnector.inbound.ledger;

import org.jspecify.annotations.NullMarked;
