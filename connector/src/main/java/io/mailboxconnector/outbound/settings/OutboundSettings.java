package io.mailboxconnector.outbound.settings;

import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.sending.SendingSettings;

/**
 * Everything that a connection factory needs to know: a valid, complete, immutable value, and what a pooled connection is
 * matched by.
 *
 * @param account the account, with the mailbox that is opened
 * @param life how long sessions are used
 * @param sending how mails are sent
 * @param dispatch when they are submitted
 * @param lazyAssociation whether the server's pool may take a connection away from handles that are open but idle
 */
public record OutboundSettings(
        AccountSettings account,
        ConnectionLife life,
        SendingSettings sending,
        DispatchSettings dispatch,
        boolean lazyAssociation) {

    /**
     * The same settings for another mailbox of the account.
     *
     * @param otherMailbox the address of the other mailbox
     * @return the new settings
     */
    public OutboundSettings withMailbox(String otherMailbox) {
        return new OutboundSettings(account.withMailbox(otherMailbox), life, sending, dispatch, lazyAssociation);
    }
}
