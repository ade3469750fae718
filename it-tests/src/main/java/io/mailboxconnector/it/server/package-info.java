/**
 * Application servers as child processes: started on free loopback ports in a directory of their own, configured by the
 * administrator's scripts, looked at from outside, stopped or killed.
 *
 * <p>Arrows: the test kit only. {@link io.mailboxconnector.it.server.ApplicationServer} names no product.
 *
 * <p>Threads: a server belongs to one test thread; its log may be read by any.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.server;

import org.jspecify.annotations.NullMarked;
