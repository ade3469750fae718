/**
 * What inbound needs of an application server, in memory, with real transactions.
 *
 * <p>Arrows: to the API only.
 *
 * <p>Threads: safe for any thread.
 */
@NullMarked
package io.mailboxconnector.testkit.container;

import org.jspecify.annotations.NullMarked;
