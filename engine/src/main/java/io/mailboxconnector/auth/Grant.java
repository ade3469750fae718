package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Secret;
import java.util.Optional;

/**
 * What an authorization server granted.
 *
 * @param token the access token
 * @param refreshToken the refresh token that replaces the one in use, if there is a new one
 */
public record Grant(Token token, Optional<Secret> refreshToken) {}
