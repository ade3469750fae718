/**
 * The other side of the account: a mail server that accepts the tokens of an authorization server, both with
 * certificates of an authority of their own.
 *
 * <p>Arrows: the test kit.
 *
 * <p>Threads: see {@link io.mailboxconnector.it.lab.MailLab}.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.lab;

import org.jspecify.annotations.NullMarked;
