package io.mailboxconnector.mime.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file name that a sender chose, made safe for any file system and for showing: no path, no control or bidirectional
 * characters, none that Windows or a shell takes for something else, no reserved device name, a limited length.
 *
 * <p>Stateless.
 */
public final class FileName {

    /** With four bytes per character still below what file systems take. */
    private static final int LONGEST = 150;

    private static final int LONGEST_EXTENSION = 20;
    private static final Pattern UNFIT = Pattern.compile("[<>:\"|?*]");
    private static final Pattern DEVICE = Pattern.compile(
            "(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private FileName() {}

    /**
     * The safe form of a name.
     *
     * @param given the name, decoded
     * @return a name that is one segment of a path; empty when nothing is left of it
     */
    public static Optional<String> safe(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder visible = new StringBuilder();
        last.codePoints().filter(FileName::isVisible).forEach(visible::appendCodePoint);
        String name = UNFIT.matcher(visible).replaceAll("_").strip();
        // Windows drops trailing dots and blanks, so that two names become one; a leading dot hides a file.
        name = shortened(name.replaceAll("^[. ]++|(?<![. ])[. ]++$", ""));
        if (DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Format characters turn the reading direction, and {@code exe.txt} is {@code txt.exe}. */
    private static boolean isVisible(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int keep = LONGEST - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, keep)).replaceAll("[. ]++$", "") + extension;
    }
}
