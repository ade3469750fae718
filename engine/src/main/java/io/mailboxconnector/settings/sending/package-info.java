/**
 * How an administrator wants mails to be sent: who they come from, where copies go, where nothing may go.
 *
 * <p>Arrows: to {@code settings}, which does not know it.
 *
 * <p>Threads: values; a reader belongs to one thread.
 */
@NullMarked
package io.mailboxconnector.settings.sending;

import org.jspecify.annotations.NullMarked;
