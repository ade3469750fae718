/**
 * A scripted POP3 server on loopback: an in-memory maildrop, a record of what clients said, and one class per misbehaviour.
 *
 * <p>Start with {@link io.mailboxconnector.testkit.pop3.ScriptedPop3Server}.
 *
 * <p>Arrows: {@code scripted}.
 *
 * <p>Threads: one daemon thread accepts, one serves each connection; the public classes may be used from any thread.
 */
@NullMarked
package io.mailboxconnector.testkit.pop3;

import org.jspecify.annotations.NullMarked;
