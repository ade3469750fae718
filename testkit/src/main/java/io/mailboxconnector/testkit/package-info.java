/**
 * Servers to test against, with their certificates: all on loopback, on free ports, each with its misbehaviours scripted.
 *
 * <p>Arrows: to no other module. Nothing here is static state; whoever starts something closes it.
 *
 * <p>Threads: stated per class.
 */
@NullMarked
package io.mailboxconnector.testkit;

import org.jspecify.annotations.NullMarked;
