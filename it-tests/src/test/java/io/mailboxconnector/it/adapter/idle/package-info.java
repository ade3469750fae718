/**
 * A resource adapter that does nothing: what a server keeps of it is the server's own affair.
 *
 * <p>Arrows: the platform.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.adapter.idle;
