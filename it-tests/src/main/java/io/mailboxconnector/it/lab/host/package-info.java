/**
 * What every server of the lab needs: a private directory, a process with its children, a configuration made from a
 * template, and the user it runs as.
 *
 * <p>Arrows: nobody else's room.
 *
 * <p>Threads: each class says.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.it.lab.host;

import org.jspecify.annotations.NullMarked;
