package io.mailboxconnector.sample.helpdesk;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of attachments come from strangers: made harmless before they are stored. */
final class FileName {

    /** How long a name may be. */
    static final int MAX_LENGTH = 120;

    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern REFUSED_BY_FILE_SYSTEMS = Pattern.compile("[<>:\"|?*]");
    private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");
    private static final Pattern DEVICES = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private FileName() {}

    /**
     * A name that can be saved anywhere.
     *
     * @param given what the sender wrote
     * @return the name without path, hidden-file dots and special characters; {@code attachment} when nothing is left
     */
    static String safe(String given) {
        String name = PATH.matcher(given).replaceFirst("");
        name = REFUSED_BY_FILE_SYSTEMS.matcher(name).replaceAll("_");
        name = shorten(PlainText.line(name, Integer.MAX_VALUE));
        name = EDGES.matcher(name).replaceAll("");
        boolean device = DEVICES.matcher(name.toLowerCase(Locale.ROOT)).matches();
        return name.isEmpty() || device ? "attachment" : name;
    }

    /** Shortens before the extension, which says what the file is. */
    private static String shorten(String name) {
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return PlainText.line(name, MAX_LENGTH - extension.length()) + extension;
    }
}
