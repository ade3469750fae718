package io.mailboxconnector.fault.signals;

/** At which door a signal is met. */
public enum Phase {
    /** The authorization server: tokens and consent. */
    TOKEN("Authorization server"),
    /** Reading by IMAP. */
    IMAP("Reading: IMAP"),
    /** Reading by POP3. */
    POP3("Reading: POP3"),
    /** Sending by SMTP. */
    SMTP("Sending: SMTP"),
    /** Network and TLS, below the protocols. */
    NETWORK("Network and TLS");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /**
     * The phase in words.
     *
     * @return a title
     */
    public String title() {
        return title;
    }
}
