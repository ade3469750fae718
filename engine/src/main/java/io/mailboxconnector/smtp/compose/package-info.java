/**
 * From what an application wants to send to the octets and the envelope that are sent, before any connection is used.
 *
 * <p>Start reading with {@code RenderedMail} and {@code MailRenderer}; {@code MailComposer} makes messages of the API's
 * {@code OutgoingMail}.
 *
 * <p>Arrows: to {@code mime}, {@code settings} and {@code fault}; never up to {@code smtp} or {@code smtp.submit}.
 *
 * <p>Threads: everything here belongs to the thread of the caller.
 */
@NullMarked
package io.mailboxconnector.smtp.compose;

import org.jspecify.annotations.NullMarked;
