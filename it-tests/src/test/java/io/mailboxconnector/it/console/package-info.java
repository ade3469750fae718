/**
 * Pictures of the real administration consoles for the guides; not part of a build: {@code mvn
 * -Pscreenshots,payara6 verify} takes them anew.
 *
 * <p>Arrows: servers, lab, and the browser of the tests.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.console;
