/**
 * An application that defines its connection factory itself.
 *
 * <p>Arrows: the API of the connector and the platform.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.app.defined;
