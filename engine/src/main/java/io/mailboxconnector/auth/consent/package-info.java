/**
 * How a person lets the connector open a mailbox: authorization code with PKCE (RFC 6749 §4.1, RFC 7636) and device code
 * (RFC 8628), with the checks of OpenID Connect Core 1.0 §3.1.3.7 and RFC 9700. Free of any user interface: a command line or a
 * web page shows what is to be shown and hands back what came back.
 *
 * <p>Arrows: to {@code auth} with {@code http} and {@code oauth}, {@code wire}, {@code settings}, {@code limits} (for the way of waiting), {@code fault} and the API.
 *
 * <p>Threads: stated per class.
 */
@NullMarked
package io.mailboxconnector.auth.consent;

import org.jspecify.annotations.NullMarked;
