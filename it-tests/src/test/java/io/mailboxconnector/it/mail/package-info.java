/** The engine against real mail servers. */
@NullMarked
package io.mailboxconnector.it.mail;

import org.jspecify.annotations.NullMarked;
