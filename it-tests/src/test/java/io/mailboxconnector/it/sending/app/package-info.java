/**
 * The application: enters orders into a table and sends a mail for each, in one transaction.
 *
 * <p>Arrows: the API of the connector and the platform, nothing of the tests.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.sending.app;
