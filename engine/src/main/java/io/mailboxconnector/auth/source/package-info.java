/**
 * Which token source belongs to which way to log in.
 *
 * <p>Arrows: to all rooms of {@code auth}.
 *
 * <p>Threads: safe for use by any number of threads.
 */
@NullMarked
package io.mailboxconnector.auth.source;

import org.jspecify.annotations.NullMarked;
