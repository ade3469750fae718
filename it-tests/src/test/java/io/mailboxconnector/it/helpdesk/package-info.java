/**
 * The sample application, used as its users use it.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.helpdesk;
