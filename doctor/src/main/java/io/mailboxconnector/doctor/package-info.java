/**
 * The command line tool {@code mailbox-doctor}: tests an account step by step and says what to do when a step fails.
 *
 * <p>Arrows: to the engine and the API. Nothing points here.
 *
 * <p>Threads: one, apart from those of the engine.
 */
@NullMarked
package io.mailboxconnector.doctor;

import org.jspecify.annotations.NullMarked;
