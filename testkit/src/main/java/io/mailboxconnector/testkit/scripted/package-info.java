/**
 * What the scripted servers have in common: a port on loopback, their connections, and the record of what clients said.
 *
 * <p>Start with {@link io.mailboxconnector.testkit.scripted.ScriptedServer}.
 *
 * <p>Arrows: none.
 *
 * <p>Threads: one daemon thread accepts, one serves each connection; the public methods may be used from any thread.
 */
@NullMarked
package io.mailboxconnector.testkit.scripted;

import org.jspecify.annotations.NullMarked;
