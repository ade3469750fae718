/**
 * What operators see of the connector by JMX: the registration of its MBeans.
 *
 * <p>Arrows: to nothing. The rooms that have something to show point here.
 *
 * <p>Threads: safe for any thread.
 */
@NullMarked
package io.mailboxconnector.management;

import org.jspecify.annotations.NullMarked;
