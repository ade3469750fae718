package io.mailboxconnector.outbound.settings;

import io.mailboxconnector.settings.AccountSettings;

/**
 * Everything that a connection factory needs to know: a valid, complete, immutable value, and what a pooled connection is
 * matched by.
 *
 * @param account the account, with the mailbox that is opened
 * @param life how long sessions are used
 */
public record OutboundSettings(AccountSettings account, ConnectionLife life) {

    /**
     * The same settings for another mailbox of the account.
     *
     * @param otherMailbox the address of the other mailbox
     * @return the new settings
     */
    public OutboundSettings withMailbox(String otherMailbox) {
        return new OutboundSettings(account.withMailbox(otherMailbox), life);
    }
}
