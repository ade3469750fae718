/**
 * A scripted SMTP server on loopback with one class per misbehaviour, to see what a client does on a bad day.
 *
 * <p>Arrows: {@code scripted}, and the form of SASL messages.
 *
 * <p>Threads: one daemon thread accepts, one per connection talks; what was recorded can be read from any thread.
 */
@NullMarked
package io.mailboxconnector.testkit.smtp;

import org.jspecify.annotations.NullMarked;
