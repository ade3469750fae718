/**
 * Databases to test against: H2 in memory, a private PostgreSQL, and a data source that takes part in transactions as those
 * of application servers do.
 *
 * <p>Arrows: to no other room. Whoever starts something closes it.
 *
 * <p>Threads: stated per class.
 */
@NullMarked
package io.mailboxconnector.testkit.database;

import org.jspecify.annotations.NullMarked;
