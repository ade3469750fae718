package io.mailboxconnector.sample.helpdesk;

import java.util.regex.Pattern;

/** Makes foreign text fit for storing and showing. The page escapes it; nothing here is about markup. */
final class PlainText {

    /** Control and invisible formatting characters: line breaks would forge headers, direction marks forge names. */
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private PlainText() {}

    /**
     * Text of any length, without the one character that databases refuse.
     *
     * @param text the text
     * @return the text with line ends as {@code \n}
     */
    static String of(String text) {
        return text.replace("\0", "").replace("\r\n", "\n");
    }

    /**
     * One line of limited length.
     *
     * @param text the text
     * @param maxLength the limit in chars
     * @return the text without control characters, shortened with an ellipsis
     */
    static String line(String text, int maxLength) {
        String line = NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= maxLength) {
            return line;
        }
        int end = maxLength - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
