/**
 * Visits to a maildrop by POP3: short sessions that fetch what is new and delete what was delivered, and rests in between, in
 * which the maildrop is free for others.
 *
 * <p>Arrows: to {@code inbound.watch}, whose loop makes the visits, and to all that this one knows.
 *
 * <p>Threads: a visit belongs to the watch's thread.
 */
@NullMarked
package io.mailboxconnector.inbound.maildrop;

import org.jspecify.annotations.NullMarked;
