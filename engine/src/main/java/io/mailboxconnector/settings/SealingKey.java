package io.mailboxconnector.settings;

import java.util.Base64;
import java.util.HexFormat;

/** A key to seal with, as administrators give it: 256 bits in base64, of either alphabet, or in hexadecimal digits. Stateless. */
public final class SealingKey {

    /** How a key is given, for descriptions. */
    static final String ALLOWED =
            "a key of 256 bits in base64 or hexadecimal digits, as openssl rand -base64 32 makes it";

    private static final int BYTES = 32;

    private SealingKey() {}

    /**
     * The bits of a key.
     *
     * @param text the key as it is given
     * @return 32 bytes
     * @throws Format.Unfit when it is no such key; says why without quoting it
     */
    public static byte[] bytes(Secret text) {
        byte[] bytes = decoded(text.reveal().strip());
        if (bytes.length != BYTES) {
            throw new Format.Unfit("has " + bytes.length * Byte.SIZE + " bits, not " + BYTES * Byte.SIZE, null);
        }
        return bytes;
    }

    private static byte[] decoded(String text) {
        try {
            return text.matches("\\p{XDigit}{" + 2 * BYTES + "}")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException quotesTheKey) {
            throw new Format.Unfit("is neither base64 nor hexadecimal", null);
        }
    }
}
