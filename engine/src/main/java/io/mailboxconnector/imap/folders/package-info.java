/**
 * What IMAP does with folders as a whole: list, create, rename, store a mail; and the UIDs that a server tells of copies.
 *
 * <p>Arrows: to {@code mime} and {@code fault}. {@code imap} points here and lends it its connection as {@code Channel} and its
 * door as {@code Lane}.
 *
 * <p>Threads: commands belong to the thread of their session; values are immutable.
 */
@NullMarked
package io.mailboxconnector.imap.folders;

import org.jspecify.annotations.NullMarked;
