/**
 * Readable text from what stands in mails: encoded words, charsets that may not exist, folded lines, file names, HTML.
 *
 * <p>Arrows: none. Nothing here throws because of what a sender wrote, and all of it is linear in the length of the input.
 *
 * <p>Threads: stateless.
 */
@NullMarked
package io.mailboxconnector.mime.text;

import org.jspecify.annotations.NullMarked;
