/**
 * What clients prove themselves with: keys and certificates from files, secrets and their successors, refresh tokens that rotate.
 *
 * <p>Arrows: to the parent room, {@code settings} and {@code fault}.
 *
 * <p>Threads: safe for use by any number of threads; files are read anew for each request.
 */
@NullMarked
package io.mailboxconnector.auth.secret;

import org.jspecify.annotations.NullMarked;
