package io.mailboxconnector.settings;

/** Whose mailbox it is; presets what an administrator would otherwise look up. */
public enum Provider {
    /** Exchange Online. */
    MICROSOFT365,
    /** Gmail and Google Workspace. */
    GOOGLE,
    /** Outlook.com, personal accounts. */
    OUTLOOK,
    /** Any other server; hosts must be given. */
    GENERIC
}
