/**
 * What the product says in its log, for tests that count it.
 *
 * <p>Arrows: none; only the logging of the JDK is used, which JBoss Logging writes to outside of a server.
 */
@NullMarked
package io.mailboxconnector.testkit.log;

import org.jspecify.annotations.NullMarked;
