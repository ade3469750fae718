/**
 * What an activation is configured with: validated, immutable values, and the reader that turns texts into them.
 *
 * <p>Arrows: to the engine and the API. The rest of {@code inbound} and the porch point here.
 *
 * <p>Threads: immutable, but for the reader.
 */
@NullMarked
package io.mailboxconnector.inbound.settings;

import org.jspecify.annotations.NullMarked;
