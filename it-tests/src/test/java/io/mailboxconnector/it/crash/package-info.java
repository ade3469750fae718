/**
 * The crash harness: WildFly is killed again and again while beans receive mail from a real mail server into a real
 * database, both of which go on. Counts what was lost and what took effect twice.
 *
 * <p>Arrows: the drivers of servers, the lab, and for the archive the application in the room below.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.crash;

import org.jspecify.annotations.NullMarked;
