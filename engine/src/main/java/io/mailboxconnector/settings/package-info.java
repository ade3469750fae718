/**
 * Validated, immutable records of an account's configuration, the presets of the providers, and the reader that turns texts into them and reports all faults at once.
 *
 * <p>Arrows: to {@code fault} and the API.
 *
 * <p>Threads: immutable.
 */
@NullMarked
package io.mailboxconnector.settings;

import org.jspecify.annotations.NullMarked;
