/**
 * IMAP sessions on Angus Mail: one session, one connection, one owner.
 *
 * <p>Arrows: to {@code imap.protocol}, {@code imap.folders}, {@code imap.search}, {@code mime}, {@code auth}, {@code wire}, {@code settings} and {@code fault}; never to {@code smtp}.
 *
 * <p>Threads: a session belongs to one thread, apart from {@code wake} and {@code abort}.
 */
@NullMarked
package io.mailboxconnector.imap;

import org.jspecify.annotations.NullMarked;
