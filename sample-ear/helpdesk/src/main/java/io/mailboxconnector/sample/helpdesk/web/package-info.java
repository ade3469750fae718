/**
 * The help desk in the browser: JSON over REST for the one static page in {@code src/main/webapp}.
 *
 * <p>Arrows: to the room above, never back.
 *
 * <p>Threads: one object per request, or no state.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.sample.helpdesk.web;

import org.jspecify.annotations.NullMarked;
