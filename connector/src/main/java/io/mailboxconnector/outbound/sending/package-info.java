/**
 * What the connector does around a submission: composing with the defaults of the factory, keeping mails from going where they may
 * not go, capturing them, copies for the Sent folder.
 *
 * <p>Start reading with {@code MailSender}.
 *
 * <p>Arrows: to the engine; {@code outbound} points here.
 *
 * <p>Threads: a sender is shared by all connections of a factory.
 */
@NullMarked
package io.mailboxconnector.outbound.sending;

import org.jspecify.annotations.NullMarked;
