package io.mailboxconnector.mime.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The readable value of a header: unfolded (RFC 5322 §2.2.3), encoded words decoded (RFC 2047). A word that cannot be decoded
 * stays as it is; its neighbours are decoded all the same. Adjacent words of one charset are joined before they are decoded,
 * since many senders split characters between them.
 *
 * <p>Stateless. Jakarta Mail does both in quadratic time and gives up at the first unknown charset.
 */
public final class HeaderText {

    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s*]{1,60}+)(?:\\*[^?\\s]{0,20}+)?\\?([bBqQ])\\?([^?]*+)\\?=");

    private final String raw;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private String charset = "";

    private HeaderText(String raw) {
        this.raw = raw;
    }

    /**
     * One line of a value that may be folded.
     *
     * @param raw the value as transferred
     * @return without line breaks and surrounding white space
     */
    public static String unfold(String raw) {
        StringBuilder line = new StringBuilder(raw.length());
        boolean broken = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\r' || c == '\n') {
                broken = true;
                removeBlanks(line);
            } else if (!broken || !isBlank(c)) {
                line.append(broken ? " " : "").append(c);
                broken = false;
            }
        }
        return line.toString().strip();
    }

    private static void removeBlanks(StringBuilder line) {
        while (!line.isEmpty() && isBlank(line.charAt(line.length() - 1))) {
            line.setLength(line.length() - 1);
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * The value for people.
     *
     * @param raw the value as transferred
     * @return unfolded and decoded
     */
    public static String decode(String raw) {
        return new HeaderText(unfold(raw)).decoded();
    }

    private String decoded() {
        Matcher words = WORD.matcher(raw);
        int end = 0;
        while (words.find()) {
            Optional<byte[]> bytes = bytes(words.group(2), words.group(3));
            if (bytes.isEmpty()) {
                continue;
            }
            String between = raw.substring(end, words.start());
            boolean adjacent = !charset.isEmpty() && between.isBlank();
            if (!adjacent || !charset.equalsIgnoreCase(words.group(1))) {
                endWord();
                text.append(adjacent ? "" : between);
            }
            charset = words.group(1);
            word.writeBytes(bytes.get());
            end = words.end();
        }
        endWord();
        return text.append(raw, end, raw.length()).toString();
    }

    private void endWord() {
        if (!charset.isEmpty()) {
            text.append(Charsets.decode(word.toByteArray(), charset));
            word.reset();
            charset = "";
        }
    }

    private static Optional<byte[]> bytes(String encoding, String encoded) {
        return encoding.toLowerCase(Locale.ROOT).equals("b") ? base64(encoded) : Optional.of(quoted(encoded));
    }

    private static Optional<byte[]> base64(String encoded) {
        String digits = encoded.replaceAll("[\\s=]", "");
        // A single digit at the end is the rest of a group that was cut: it carries no byte.
        String whole = digits.length() % 4 == 1 ? digits.substring(0, digits.length() - 1) : digits;
        try {
            return Optional.of(Base64.getDecoder().decode(whole));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static byte[] quoted(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '=' && i + 2 < encoded.length() && isHex(encoded, i + 1)) {
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes((c == '_' ? " " : String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0 && Character.digit(text.charAt(at + 1), 16) >= 0;
    }
}
