/**
 * Reports of mail servers, mail programs and providers, read into values of the API.
 *
 * <p>Arrows: to {@code mime.text} and the API.
 *
 * <p>Threads: stateless.
 */
@NullMarked
package io.mailboxconnector.mime.report;

import org.jspecify.annotations.NullMarked;
