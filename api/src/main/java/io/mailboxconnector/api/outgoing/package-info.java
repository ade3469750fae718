/**
 * What an application wants to send: a mail described by values instead of MIME.
 *
 * <p>Start reading with {@code OutgoingMail}.
 *
 * <p>Arrows: to nothing else of the project.
 *
 * <p>Threads: values, safe for any number of threads; a builder belongs to one.
 */
@NullMarked
package io.mailboxconnector.api.outgoing;

import org.jspecify.annotations.NullMarked;
