/**
 * Keycloak: issues tokens for applications and users, and tells the mail servers whether a token is good.
 *
 * <p>Arrows: {@code host}.
 *
 * <p>Threads: see {@link io.mailboxconnector.it.lab.keycloak.KeycloakServer}.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.lab.keycloak;

import org.jspecify.annotations.NullMarked;
