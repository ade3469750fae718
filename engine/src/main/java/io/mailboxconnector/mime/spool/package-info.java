/**
 * Big mails in temporary files, and the directory in which they lie.
 *
 * <p>Arrows: to {@code mime}, {@code fault} and the API.
 *
 * <p>Threads: safe for any.
 */
@NullMarked
package io.mailboxconnector.mime.spool;

import org.jspecify.annotations.NullMarked;
