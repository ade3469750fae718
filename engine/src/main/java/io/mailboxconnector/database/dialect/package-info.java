/**
 * What differs between the databases: tables declared once, and the words that each product has for types, for inserting
 * what is absent, and for taking rows that nobody else holds. Texts only; nothing here opens a connection.
 *
 * <p>Arrows: to nothing.
 *
 * <p>Threads: immutable values.
 */
@NullMarked
package io.mailboxconnector.database.dialect;

import org.jspecify.annotations.NullMarked;
