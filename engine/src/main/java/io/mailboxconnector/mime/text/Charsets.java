package io.mailboxconnector.mime.text;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text from bytes whose charset was named by a sender, rightly or not.
 *
 * <p>Stateless.
 */
public final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    /**
     * Decodes bytes. What claims nothing, ASCII, or a charset that does not exist, is mostly UTF-8, else what Western Windows
     * writes.
     *
     * @param bytes the bytes
     * @param declared the name of the charset, null when none is given
     * @return the text; bytes that have no meaning become replacement characters
     */
    public static String decode(byte[] bytes, @Nullable String declared) {
        Optional<Charset> charset = Optional.ofNullable(declared).flatMap(Charsets::named);
        return charset.isPresent() ? new String(bytes, charset.get()) : guessed(bytes);
    }

    /** Empty for ASCII, too: who writes more than that names it out of habit. */
    private static Optional<Charset> named(String declared) {
        String name = declared.strip().toLowerCase(Locale.ROOT);
        if (name.endsWith("ascii")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(MimeUtility.javaCharset(name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static String guessed(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WESTERN);
        }
    }
}
