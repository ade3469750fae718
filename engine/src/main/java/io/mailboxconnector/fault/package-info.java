/**
 * Classification of what goes wrong below the protocols: network and TLS failures become one of the exceptions of the API, each with its code and remedy.
 *
 * <p>Arrows: to the API and to {@code fault.signals}, the catalogue of explanations.
 *
 * <p>Threads: stateless.
 */
@NullMarked
package io.mailboxconnector.fault;

import org.jspecify.annotations.NullMarked;
