/**
 * What applications compile against: the connection factory and its connections, the listeners of message-driven beans,
 * the mail they receive, and the exceptions.
 *
 * <p>Arrows: none, apart from Jakarta Mail. Everything here is implemented by the resource adapter.
 *
 * <p>Threads: the factory is shared by all threads; a connection and the folders it gives belong to one thread at a
 * time; values are immutable.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.api;

import org.jspecify.annotations.NullMarked;
