/**
 * The command line tool {@code mailbox-doctor}: tests an account step by step, lets a person consent, explains errors.
 *
 * <p>Arrows: to the engine and the API. Nothing points here.
 *
 * <p>Threads: one, apart from those of the engine.
 */
@NullMarked
package io.mailboxconnector.doctor;

import org.jspecify.annotations.NullMarked;
