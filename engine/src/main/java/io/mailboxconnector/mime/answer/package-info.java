/**
 * Outgoing mails that begin with a received one: answers and forwards, and the rules that keep machines from answering each
 * other for ever.
 *
 * <p>Arrows: to {@code mime.text} and the API.
 *
 * <p>Threads: stateless, but for {@link io.mailboxconnector.mime.answer.ReplyGuard}, which any thread may use.
 */
@NullMarked
package io.mailboxconnector.mime.answer;

import org.jspecify.annotations.NullMarked;
