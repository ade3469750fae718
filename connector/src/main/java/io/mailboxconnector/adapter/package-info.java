/**
 * The porch: the beans that a server configures and the contracts of Jakarta Connectors 2.1 between server and adapter. Beans stop
 * here: what goes further are the records they are read into.
 *
 * <p>Arrows: to {@code inbound}, {@code outbound}, {@code management} and the engine; nothing points here.
 *
 * <p>Threads: stated per class; beans are configured by one thread and read by many.
 */
@NullMarked
package io.mailboxconnector.adapter;

import org.jspecify.annotations.NullMarked;
