/**
 * POP3 sessions (RFC 1939) with a dialogue of our own: one session, one connection, one owner, and one session at a time for a
 * maildrop.
 *
 * <p>Arrows: to {@code auth}, {@code mime}, {@code limits}, {@code wire}, {@code settings} and {@code fault}; never to
 * {@code imap} nor {@code smtp}.
 *
 * <p>Threads: a session belongs to one thread, apart from {@code abort}.
 */
@NullMarked
package io.mailboxconnector.pop3;

import org.jspecify.annotations.NullMarked;
