/**
 * The demonstration: the help desk on WildFly beside a mail server and an authorization server, in one command.
 *
 * <p>Arrows: {@code lab} and {@code server}.
 *
 * <p>Threads: the main thread starts everything and waits; the customer's page is served by one thread of its own; a
 * shutdown hook ends everything.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.demo;

import org.jspecify.annotations.NullMarked;
