/**
 * Tokens and passwords: how long they live, when they are renewed, and the seam to where they come from. The rooms behind the seam
 * speak to authorization servers, each in its library's way: {@code auth.entra}, {@code auth.oauth}, upon {@code auth.http} and
 * {@code auth.secret}; {@code auth.source} knows all of them.
 *
 * <p>Arrows: to {@code wire}, {@code settings} and {@code fault}; to none of its own rooms.
 *
 * <p>Threads: one {@code TokenManager} is shared by all threads.
 */
@NullMarked
package io.mailboxconnector.auth;

import org.jspecify.annotations.NullMarked;
