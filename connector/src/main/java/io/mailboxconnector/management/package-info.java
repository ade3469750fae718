/**
 * What a management console sees: how views are registered, and the view of an account, which reading and sending share.
 *
 * <p>Arrows: to the engine and the API. {@code inbound} and {@code outbound} point here.
 *
 * <p>Threads: safe for any thread.
 */
@NullMarked
package io.mailboxconnector.management;

import org.jspecify.annotations.NullMarked;
