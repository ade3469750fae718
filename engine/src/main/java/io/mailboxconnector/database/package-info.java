/**
 * Tables in a database of the administrator's: found by the JNDI name of a data source, created on first use, written
 * within the caller's transaction or in one of their own.
 *
 * <p>Arrows: to {@code fault} and the API only. Rooms that keep rows declare their tables and point here; they may use
 * {@code java.sql} to read rows.
 *
 * <p>Threads: stated per class. What needs a transaction of its own while the calling thread has one runs on a short-lived
 * thread of ours, since no standard lets a resource adapter suspend a transaction.
 */
@NullMarked
package io.mailboxconnector.database;

import org.jspecify.annotations.NullMarked;
