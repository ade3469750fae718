package io.mailboxconnector.settings.sending;

/** What happens to a mail when the server refuses some of its recipients. */
public enum PartialAcceptance {
    /** It is sent to nobody. */
    REFUSE,
    /** It is sent to the others, and the receipt names the refused ones. */
    ACCEPT
}
