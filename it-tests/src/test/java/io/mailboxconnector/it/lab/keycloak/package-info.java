/** Keycloak itself: every way to a token. */
@NullMarked
package io.mailboxconnector.it.lab.keycloak;

import org.jspecify.annotations.NullMarked;
