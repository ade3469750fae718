/**
 * Where failed attempts are noted beyond the life of the process, so that a mail that always fails does not begin anew with each
 * start of the server: in the ledger or, without one, on the mail itself.
 *
 * <p>Arrows: to {@code inbound.ledger}, {@code inbound.board}, {@code inbound.settings}, the engine and the API.
 *
 * <p>Threads: of the watch and its connection.
 */
@NullMarked
package io.mailboxconnector.inbound.tally;

import org.jspecify.annotations.NullMarked;
