/**
 * Tokens from any OAuth 2.0 server, through Nimbus: clients by secret, signed assertion, certificate in TLS, persons by refresh
 * token, service accounts of Google, and services that hand out tokens.
 *
 * <p>Arrows: to the parent room, {@code auth.http}, {@code auth.secret} and {@code settings}.
 *
 * <p>Threads: safe for use by any number of threads.
 */
@NullMarked
package io.mailboxconnector.auth.oauth;

import org.jspecify.annotations.NullMarked;
