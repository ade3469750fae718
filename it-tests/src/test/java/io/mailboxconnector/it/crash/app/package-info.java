/**
 * The beans of the crash harness: each enters its mails into a table, in the transaction of the delivery.
 *
 * <p>Arrows: the API of the connector and the platform, nothing of the tests.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.crash.app;
