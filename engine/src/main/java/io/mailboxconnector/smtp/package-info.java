/**
 * SMTP submission sessions on Angus Mail: one session, one connection, one owner.
 *
 * <p>Arrows: to {@code auth}, {@code wire}, {@code settings} and {@code fault}; never to {@code imap}.
 *
 * <p>Threads: a session belongs to one thread, apart from {@code abort}.
 */
@NullMarked
package io.mailboxconnector.smtp;

import org.jspecify.annotations.NullMarked;
