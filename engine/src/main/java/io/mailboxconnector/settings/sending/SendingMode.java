package io.mailboxconnector.settings.sending;

/** Whether mails leave. */
public enum SendingMode {
    /** They are sent. */
    LIVE,
    /** They are kept, for test systems; no mail server is contacted. */
    CAPTURE
}
