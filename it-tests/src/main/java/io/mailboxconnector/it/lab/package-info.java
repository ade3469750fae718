/**
 * The other side of the account.
 *
 * <p>{@link io.mailboxconnector.it.lab.LocalTenant}: embedded servers, for the demonstration and wherever speed matters more
 * than truth. {@link io.mailboxconnector.it.lab.MailLab}: real ones, each in a room of its own.
 *
 * <p>Arrows: {@code dovecot}, {@code postfix}, {@code keycloak}, {@code host}; the test kit.
 *
 * <p>Threads: see the two classes.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.lab;

import org.jspecify.annotations.NullMarked;
