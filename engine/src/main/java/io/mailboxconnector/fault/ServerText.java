package io.mailboxconnector.fault;

import org.jspecify.annotations.Nullable;

/**
 * Text that came from a server or a library, made fit to stand within a sentence of ours: one line, at most {@value #LIMIT}
 * characters.
 *
 * <p>Stateless. Such text is never trusted: a line break in it could forge a log record.
 */
public final class ServerText {

    static final int LIMIT = 300;

    private static final String ELLIPSIS = "…";

    private ServerText() {}

    /**
     * Words that somebody wrote: one line, without the full stop at the end, since the sentence around it has its own.
     *
     * @param text the text; null counts as empty
     * @return the cleaned text, perhaps empty
     */
    public static String clean(@Nullable String text) {
        String line = oneLine(text);
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '.' || line.charAt(end - 1) == ' ')) {
            end--;
        }
        return line.substring(0, end);
    }

    /**
     * A name or an address, of which no sign may be missing: replaces control, format and line-separating characters by
     * blanks, joins runs of blanks, and shortens.
     *
     * @param text the text; null counts as empty
     * @return the text on one line, perhaps empty
     */
    public static String oneLine(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), LIMIT + 1));
        text.codePoints()
                .map(c -> isUnfit(c) ? ' ' : c)
                .filter(c -> c != ' ' || !endsWithBlank(line))
                .takeWhile(c -> line.length() <= LIMIT)
                .forEachOrdered(line::appendCodePoint);
        String cleaned = line.toString().strip();
        return cleaned.length() <= LIMIT ? cleaned : shortened(cleaned);
    }

    private static boolean endsWithBlank(StringBuilder line) {
        return line.isEmpty() || line.charAt(line.length() - 1) == ' ';
    }

    private static String shortened(String text) {
        int end = LIMIT - ELLIPSIS.length();
        int whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, whole) + ELLIPSIS;
    }

    private static boolean isUnfit(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
