/**
 * Tokens from Microsoft Entra, through MSAL4J: applications by secret, certificate or assertion, managed identities, persons by
 * refresh token. The only room that knows MSAL4J.
 *
 * <p>Arrows: to the parent room, {@code auth.http}, {@code auth.secret} and {@code settings}.
 *
 * <p>Threads: safe for use by any number of threads; each request has an application object of its own.
 */
@NullMarked
package io.mailboxconnector.auth.entra;

import org.jspecify.annotations.NullMarked;
