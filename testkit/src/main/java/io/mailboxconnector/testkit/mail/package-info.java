/**
 * A complete mail server inside the test's own JVM: IMAP and SMTP on loopback, with tokens or passwords, that can be
 * stopped and started again without losing a mail.
 *
 * <p>Arrows: GreenMail and Jakarta Mail; never the engine, so that a test proves the engine against something else.
 *
 * <p>Threads: every class may be used by several threads.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.testkit.mail;

import org.jspecify.annotations.NullMarked;
