/**
 * One submission over an open connection: which commands go in which flight (RFC 2920, RFC 3030), what the server answered to each.
 *
 * <p>Start reading with {@code Submission}. Knows no exception of the API: what the replies mean is said in {@code smtp}.
 *
 * <p>Arrows: to {@code smtp.compose} and {@code fault}; never up to {@code smtp}.
 *
 * <p>Threads: everything here belongs to the thread of its session.
 */
@NullMarked
package io.mailboxconnector.smtp.submit;

import org.jspecify.annotations.NullMarked;
