package io.mailboxconnector.fault.signals;

/** Who has to do something about a signal. */
public enum Category {
    /** An administrator changes a setting, here or at the provider. */
    CONFIGURATION("a setting has to be changed"),
    /** Somebody signs in and consents again. */
    CONSENT("somebody has to consent again"),
    /** A secret, certificate or key is replaced. */
    SECRET("a secret or certificate has to be replaced"),
    /** Nobody: it passes, the connector waits and tries again. */
    WAIT("it passes; the connector waits and tries again"),
    /** The makers of the connector. */
    DEFECT("the connector should have avoided it; please report it");

    private final String words;

    Category(String words) {
        this.words = words;
    }

    /**
     * The category in words.
     *
     * @return half a sentence
     */
    public String words() {
        return words;
    }
}
