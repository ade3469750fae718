/**
 * Beans on WildFly that receive from a real mail server into a real database. The crash harness kills WildFly again and
 * again while both go on, and counts what was lost and what took effect twice.
 *
 * <p>Arrows: the drivers of servers, the lab, and for the archive the application in the room below.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.receiving;

import org.jspecify.annotations.NullMarked;
