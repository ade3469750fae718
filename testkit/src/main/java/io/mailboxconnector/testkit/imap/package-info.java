/**
 * A scripted IMAP server on loopback: an in-memory mailbox, a record of what clients said, and one class per misbehaviour.
 *
 * <p>Start with {@link io.mailboxconnector.testkit.imap.ScriptedImapServer}.
 *
 * <p>Arrows: {@code scripted}.
 *
 * <p>Threads: one daemon thread accepts, one serves each connection; the public classes may be used from any thread.
 */
@NullMarked
package io.mailboxconnector.testkit.imap;

import org.jspecify.annotations.NullMarked;
