/**
 * Sending from an application on WildFly: within transactions, from an outbox on real databases, with credentials of the server,
 * and through crashes. The mail server is a scripted one, which counts what it takes and outlives the application server.
 *
 * <p>Arrows: {@code it.server}, the deployed application {@code it.sending.app}.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.sending;
