package io.mailboxconnector.mime.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes the tags out of HTML, in one pass and without a parser: for reading and searching, not for display as HTML.
 *
 * <p>Scripts, styles and comments disappear, block elements become line breaks, character references are resolved. Used by
 * one thread, once.
 */
public final class HtmlText {

    private static final Set<String> SKIPPED = Set.of("script", "style", "head", "title");
    private static final Set<String> BREAKING = Set.of(
            "br",
            "p",
            "/p",
            "div",
            "/div",
            "tr",
            "/tr",
            "li",
            "ul",
            "/ul",
            "ol",
            "/ol",
            "table",
            "/table",
            "h1",
            "/h1",
            "h2",
            "/h2",
            "h3",
            "/h3",
            "h4",
            "/h4",
            "h5",
            "/h5",
            "h6",
            "/h6",
            "blockquote",
            "/blockquote",
            "hr",
            "pre",
            "/pre");
    private static final int LONGEST_REFERENCE = 10;
    private static final Map<String, String> NAMED = named();

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int position;
    private boolean noMoreTags;

    private HtmlText(String html) {
        this.html = html;
    }

    /**
     * The readable text of HTML, in linear time.
     *
     * @param html whatever stands in the part
     * @return the text, without leading and trailing white space
     */
    public static String of(String html) {
        HtmlText walk = new HtmlText(html);
        while (walk.position < html.length()) {
            walk.step();
        }
        return walk.text.toString().strip();
    }

    private void step() {
        char c = html.charAt(position);
        if (c == '<' && !noMoreTags && startsTag()) {
            tag();
        } else if (c == '&') {
            reference();
        } else if (c <= ' ') {
            blank();
            position++;
        } else {
            text.append(c);
            position++;
        }
    }

    /** A blank, unless there is one or a line begins. */
    private void blank() {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    private boolean startsTag() {
        char next = position + 1 < html.length() ? html.charAt(position + 1) : ' ';
        return next == '/' || next == '!' || next == '?' || Character.isLetter(next);
    }

    private void tag() {
        if (html.startsWith("<!--", position)) {
            skipTo("-->", position);
            return;
        }
        int end = html.indexOf('>', position);
        if (end < 0) {
            noMoreTags = true;
            return;
        }
        String name = name(position + 1, end);
        position = end + 1;
        if (SKIPPED.contains(name)) {
            skipElement(name);
        } else if (BREAKING.contains(name)) {
            lineBreak();
        } else if (name.equals("td") || name.equals("th")) {
            blank();
        }
    }

    private String name(int start, int end) {
        int stop = start + 1;
        while (stop < end && Character.isLetterOrDigit(html.charAt(stop))) {
            stop++;
        }
        return html.substring(start, stop).toLowerCase(Locale.ROOT);
    }

    private void skipElement(String name) {
        String close = "</" + name;
        int from = html.indexOf("</", position);
        while (from >= 0 && !html.regionMatches(true, from, close, 0, close.length())) {
            from = html.indexOf("</", from + 2);
        }
        if (from < 0) {
            position = html.length();
        } else {
            skipTo(">", from);
        }
    }

    private void skipTo(String end, int from) {
        int found = html.indexOf(end, from);
        position = found < 0 ? html.length() : found + end.length();
    }

    /** At most one empty line. */
    private void lineBreak() {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        int length = text.length();
        boolean emptyLine = length >= 2 && text.charAt(length - 1) == '\n' && text.charAt(length - 2) == '\n';
        if (length > 0 && !emptyLine) {
            text.append('\n');
        }
    }

    private void reference() {
        int end = position + 1;
        int last = Math.min(html.length(), position + LONGEST_REFERENCE);
        while (end < last && html.charAt(end) != ';') {
            end++;
        }
        String name = html.substring(position + 1, end);
        String resolved = name.startsWith("#") ? numeric(name.substring(1)) : NAMED.getOrDefault(name, "");
        if (resolved.isEmpty() || end >= html.length() || html.charAt(end) != ';') {
            text.append('&');
            position++;
        } else {
            text.append(resolved);
            position = end + 1;
        }
    }

    private static String numeric(String number) {
        try {
            int code = number.startsWith("x") || number.startsWith("X")
                    ? Integer.parseInt(number.substring(1), 16)
                    : Integer.parseInt(number);
            return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "";
        } catch (NumberFormatException noNumber) {
            return "";
        }
    }

    private static Map<String, String> named() {
        Map<String, String> names = new HashMap<>(Map.of(
                "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "euro", "€", "hellip", "…", "bull", "•",
                "trade", "™"));
        names.putAll(Map.of(
                "ndash", "–", "mdash", "—", "lsquo", "‘", "rsquo", "’", "sbquo", "‚", "ldquo", "“", "rdquo", "”",
                "bdquo", "„"));
        String[] latin1 =
                ("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
                                + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave"
                                + " Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc"
                                + " Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml"
                                + " Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc"
                                + " euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash"
                                + " ugrave uacute ucirc uuml yacute thorn yuml")
                        .split(" ");
        for (int i = 0; i < latin1.length; i++) {
            names.put(latin1[i], Character.toString(0xA0 + i));
        }
        names.put("nbsp", " ");
        return Map.copyOf(names);
    }
}
