/**
 * An authorization server on loopback that is exact on the wire for Entra and Google, and misbehaves as told.
 *
 * <p>Start with {@link io.mailboxconnector.testkit.oauth.FakeAuthorizationServer}.
 *
 * <p>Arrows: to no other room.
 *
 * <p>Threads: stated per class.
 */
@NullMarked
package io.mailboxconnector.testkit.oauth;

import org.jspecify.annotations.NullMarked;
