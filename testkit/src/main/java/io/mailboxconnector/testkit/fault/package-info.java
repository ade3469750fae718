/**
 * The network between a client and a server, misbehaving as told.
 *
 * <p>Arrows: {@code mail} (free ports).
 *
 * <p>Threads: see {@link io.mailboxconnector.testkit.fault.FaultProxy}.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.testkit.fault;

import org.jspecify.annotations.NullMarked;
