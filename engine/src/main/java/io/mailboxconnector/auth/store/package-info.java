/**
 * Where refresh tokens survive a restart: encrypted, in files or in a table, one writer per person at a time on all nodes.
 *
 * <p>Arrows: to {@code auth}, {@code settings}, {@code limits} (for the way of waiting), {@code database} and the API.
 *
 * <p>Threads: the stores are shared by all threads; a slot belongs to the thread that opened it.
 */
@NullMarked
package io.mailboxconnector.auth.store;

import org.jspecify.annotations.NullMarked;
