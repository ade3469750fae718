/**
 * A help desk whose tickets arrive by mail: {@link HelpdeskInbox} turns mails into tickets, {@link AgentDesk} answers them.
 *
 * <p>Arrows: only to the API of the connector and to the platform. The room {@code web} shows what lies here.
 *
 * <p>Threads: entities belong to the transaction that loaded them; all other classes keep no state.
 *
 * @since 0.1
 */
@NullMarked
package io.mailboxconnector.sample.helpdesk;

import org.jspecify.annotations.NullMarked;
