/**
 * Sockets and TLS: keep-alive, time-outs, trust, and closing a connection from another thread.
 *
 * <p>Arrows: to {@code settings} and {@code fault}.
 *
 * <p>Threads: stated per class.
 */
@NullMarked
package io.mailboxconnector.wire;

import org.jspecify.annotations.NullMarked;
