/** Dovecot itself: starts, stops, leaves nothing behind. */
@NullMarked
package io.mailboxconnector.it.lab.dovecot;

import org.jspecify.annotations.NullMarked;
