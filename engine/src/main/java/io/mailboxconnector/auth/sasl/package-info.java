/**
 * How a token is presented to a mail server: the SASL mechanisms for tokens, and which of them to use. Used by the protocol rooms.
 *
 * <p>Arrows: to the parent room and {@code settings}.
 *
 * <p>Threads: a client belongs to one login.
 */
@NullMarked
package io.mailboxconnector.auth.sasl;

import org.jspecify.annotations.NullMarked;
