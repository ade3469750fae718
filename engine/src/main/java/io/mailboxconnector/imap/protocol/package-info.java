/**
 * The ground floor of IMAP: the connection on Angus Mail, logging in, the probe, and the door through which every failure
 * leaves classified. Knows neither the session nor its commands.
 */
@NullMarked
package io.mailboxconnector.imap.protocol;

import org.jspecify.annotations.NullMarked;
