/**
 * What a mailbox can take: one budget per mailbox, shared by everything that reads from it or sends for it.
 *
 * <p>Arrows: to {@code settings} and the API. The protocol rooms and {@code engine} point here.
 *
 * <p>Threads: a budget is shared by all threads.
 */
@NullMarked
package io.mailboxconnector.limits;

import org.jspecify.annotations.NullMarked;
