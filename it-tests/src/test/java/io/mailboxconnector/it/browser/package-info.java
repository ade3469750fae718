/**
 * The browser in which tests look at pages.
 *
 * <p>Arrows: none.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.browser;
