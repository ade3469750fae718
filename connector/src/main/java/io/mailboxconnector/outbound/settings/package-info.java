/**
 * What a connection factory is configured with beyond its account: validated, immutable values, and the reader that turns
 * texts into them.
 *
 * <p>Arrows: to the engine and the API. The rest of {@code outbound} and the porch point here.
 *
 * <p>Threads: immutable, but for the reader.
 */
@NullMarked
package io.mailboxconnector.outbound.settings;

import org.jspecify.annotations.NullMarked;
