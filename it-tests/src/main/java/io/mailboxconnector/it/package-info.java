/**
 * The drivers of the integration tests and the demonstration.
 *
 * <p>Arrows: {@code demo} and the tests use {@code lab} (mail and authorization server) and {@code server} (application
 * servers); those two do not know each other.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it;

import org.jspecify.annotations.NullMarked;
