/**
 * How an activation is: recorded by those who work for it, shown as one immutable record and as a read-only MBean.
 *
 * <p>Arrows: to {@code management} and the API. The other rooms of {@code inbound} point here.
 *
 * <p>Threads: the recorder is shared by all threads.
 */
@NullMarked
package io.mailboxconnector.inbound.health;

import org.jspecify.annotations.NullMarked;
