/**
 * Postfix: takes mail by submission and SMTP, authenticates through Dovecot and delivers to it.
 *
 * <p>Arrows: {@code dovecot}, {@code host}.
 *
 * <p>Threads: see {@link io.mailboxconnector.it.lab.postfix.PostfixServer}.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.lab.postfix;

import org.jspecify.annotations.NullMarked;
