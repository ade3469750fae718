/**
 * Tokens and passwords: where they come from, how long they live, when they are renewed. The only room that speaks HTTP to authorization servers.
 *
 * <p>Arrows: to {@code wire}, {@code settings} and {@code fault}.
 *
 * <p>Threads: one {@code TokenManager} is shared by all threads.
 */
@NullMarked
package io.mailboxconnector.auth;

import org.jspecify.annotations.NullMarked;
