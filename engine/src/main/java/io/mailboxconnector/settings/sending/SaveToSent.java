package io.mailboxconnector.settings.sending;

import io.mailboxconnector.settings.Provider;

/** Whether the connector stores a copy of each sent mail in the Sent folder. */
public enum SaveToSent {
    /** Where the provider does not do it by itself, and the mailbox has a Sent folder. */
    AUTO,
    /** Always; a copy that cannot be stored is told. */
    ALWAYS,
    /** Never. */
    NEVER;

    /**
     * Whether a copy is to be stored.
     *
     * @param provider whose mailbox it is
     * @return true when the connector has to do it
     */
    public boolean appliesTo(Provider provider) {
        return this == ALWAYS || (this == AUTO && provider == Provider.GENERIC);
    }
}
