/**
 * The front door of the engine: opens protocol sessions and owns what they share.
 *
 * <p>Arrows: to every other room of the engine; nothing in the engine points here.
 *
 * <p>Threads: one {@code MailEngine} is shared by all threads.
 */
@NullMarked
package io.mailboxconnector.engine;

import org.jspecify.annotations.NullMarked;
