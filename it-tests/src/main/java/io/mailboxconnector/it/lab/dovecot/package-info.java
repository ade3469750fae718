/**
 * Dovecot: mailboxes that are read by IMAP and POP3, filled by LMTP, and the passwords and tokens of the lab.
 *
 * <p>Arrows: {@code host}.
 *
 * <p>Threads: see {@link io.mailboxconnector.it.lab.dovecot.DovecotServer}.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.lab.dovecot;

import org.jspecify.annotations.NullMarked;
