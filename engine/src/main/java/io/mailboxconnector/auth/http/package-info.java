/**
 * Asking an authorization server: HTTP bounded in time and size, what the answer says, and what a failure means.
 *
 * <p>Arrows: to the parent room, {@code auth.secret}, {@code wire}, {@code settings} and {@code fault}.
 *
 * <p>Threads: {@code TokenHttp} is shared by all threads; answers are immutable.
 */
@NullMarked
package io.mailboxconnector.auth.http;

import org.jspecify.annotations.NullMarked;
