/**
 * A received mail, parsed locally from its raw bytes.
 *
 * <p>Arrows: to {@code fault}, the API and the rooms inside: {@code text}, {@code report} and {@code answer}; knows no protocol.
 *
 * <p>Threads: values, immutable once made.
 */
@NullMarked
package io.mailboxconnector.mime;

import org.jspecify.annotations.NullMarked;
