package io.mailboxconnector.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, client secret or token. Masked wherever it is printed; {@link #reveal()} is the only way to the text.
 *
 * <p>Immutable. Equality compares the texts in constant time, so that settings with secrets can be pool keys.
 */
public final class Secret {

    private static final String MASK = "********";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @param text the secret itself
     * @return the masked value
     */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /**
     * The text itself, to be passed on to a protocol at once and kept nowhere.
     *
     * @return the secret
     */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The mask, whatever the secret. */
    @Override
    public String toString() {
        return MASK;
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
