/**
 * What a mail costs on the wire, counted against scripted servers.
 *
 * <p>Arrows: to the connector, the engine and the testkit.
 *
 * <p>Threads: a benchmark is a program.
 */
@NullMarked
package io.mailboxconnector.benchmarks;

import org.jspecify.annotations.NullMarked;
