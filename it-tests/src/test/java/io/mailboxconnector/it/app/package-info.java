/**
 * The small application that the integration tests deploy: it records each delivery and sends on demand.
 *
 * <p>Arrows: the API of the connector and the platform, nothing of the tests.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.app;
