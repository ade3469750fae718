/**
 * The catalogue of what goes wrong between a mailbox and its administrator: by which sign it is recognised, what it means in
 * plain words, what to do about it with the administrator's own values, and under which code it is reported.
 *
 * <p>What the connector does follows from the fields of the protocols, in the rooms of the protocols. This room only explains:
 * exceptions, logs, {@code mailbox-doctor} and {@code docs/admin/troubleshooting.md} say the same because they all read here.
 *
 * <p>Arrows: none; {@code fault} and the rooms of the protocols point here.
 *
 * <p>Threads: everything is immutable.
 */
@NullMarked
package io.mailboxconnector.fault.signals;

import org.jspecify.annotations.NullMarked;
