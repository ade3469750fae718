/**
 * IMAP search expressions as texts: their grammar, checked before anything is connected.
 *
 * <p>Arrows: to no other room. {@code imap} and readers of configurations point here.
 *
 * <p>Threads: values are immutable, a parser belongs to one thread.
 */
@NullMarked
package io.mailboxconnector.imap.search;

import org.jspecify.annotations.NullMarked;
