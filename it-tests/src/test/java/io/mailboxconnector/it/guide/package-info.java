/**
 * The guides of the servers do what they say: their commands are run as they are written, in their order.
 *
 * <p>Arrows: the tests of the adapter, for a place to work at.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.guide;

import org.jspecify.annotations.NullMarked;
