/**
 * The application: beans that enter their mails into a table, in the transaction of the delivery.
 *
 * <p>Arrows: the API of the connector and the platform, nothing of the tests.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.receiving.app;
