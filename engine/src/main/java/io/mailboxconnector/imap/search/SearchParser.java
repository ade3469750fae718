package io.mailboxconnector.imap.search;

import io.mailboxconnector.imap.search.SearchExpression.Malformed;
import io.mailboxconnector.imap.search.SearchExpression.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one search expression by recursive descent (RFC 9051 §9, {@code search-program}). For one thread, once. */
final class SearchParser {

    private static final int DEEPEST = 50;

    private final String text;
    private final Set<String> keys = new HashSet<>();
    private int at;
    private int depth;

    SearchParser(String text) {
        this.text = text;
    }

    SearchExpression parse() {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new Malformed("has a line break or control character", i);
            }
        }
        List<Part> parts = new ArrayList<>();
        boolean charset = charset(parts);
        Set<String> demands = new HashSet<>();
        conjunction(parts, demands);
        if (at < text.length()) {
            throw new Malformed("has a closing parenthesis without an opening one", at);
        }
        if (!charset && parts.stream().anyMatch(SearchParser::hasLiteral)) {
            parts.add(0, new Part.Word("CHARSET UTF-8"));
        }
        return new SearchExpression(text, parts, demands, keys);
    }

    /** Texts are sent in UTF-8, so no other charset can be meant (US-ASCII is a part of it). */
    private boolean charset(List<Part> parts) {
        int start = at;
        if (!peekWord().equalsIgnoreCase("CHARSET")) {
            return false;
        }
        word();
        space("the name of a charset");
        int named = at;
        String name = word();
        String plain = name.startsWith("\"") && name.endsWith("\"") && name.length() > 2
                ? name.substring(1, name.length() - 1)
                : name;
        if (!plain.equalsIgnoreCase("UTF-8") && !plain.equalsIgnoreCase("US-ASCII")) {
            throw new Malformed("names the charset " + plain + ", but texts are sent in UTF-8", named);
        }
        parts.add(new Part.Word(text.substring(start, at)));
        space("a search key");
        return true;
    }

    private void conjunction(List<Part> parts, Set<String> demands) {
        demands.addAll(key(parts));
        while (at < text.length() && text.charAt(at) != ')') {
            space("another search key");
            demands.addAll(key(parts));
        }
    }

    /** Reads one key; gives what it surely demands. */
    private Set<String> key(List<Part> parts) {
        if (++depth > DEEPEST) {
            throw new Malformed("is nested too deeply", at);
        }
        try {
            if (at < text.length() && text.charAt(at) == '(') {
                return group(parts);
            }
            int start = at;
            String word = word();
            String name = word.toUpperCase(Locale.ROOT);
            if (SearchArgument.isSet(word)) {
                parts.add(new Part.Word(word));
                return Set.of();
            }
            keys.add(name);
            parts.add(new Part.Word(word));
            if (name.equals("NOT")) {
                return not(parts);
            }
            if (name.equals("OR")) {
                return or(parts);
            }
            if (SearchArgument.PLAIN_KEYS.contains(name)) {
                return Set.of(name);
            }
            List<SearchArgument> arguments = SearchArgument.KEYS.get(name);
            if (arguments == null) {
                throw new Malformed(
                        word.isEmpty() ? "lacks a search key" : "has the unknown search key " + word, start);
            }
            return arguments(name, arguments, parts);
        } finally {
            depth--;
        }
    }

    private Set<String> group(List<Part> parts) {
        int opened = at++;
        List<Part> inner = new ArrayList<>();
        Set<String> demands = new HashSet<>();
        conjunction(inner, demands);
        if (at >= text.length()) {
            throw new Malformed("has an opening parenthesis that is never closed", opened);
        }
        at++;
        parts.add(new Part.Group(inner));
        return demands;
    }

    private Set<String> not(List<Part> parts) {
        space("a search key after NOT");
        int before = at;
        Set<String> inner = key(parts);
        boolean single = inner.size() == 1 && text.charAt(before) != '(';
        return single ? Set.of("NOT " + inner.iterator().next()) : Set.of();
    }

    private Set<String> or(List<Part> parts) {
        space("two search keys after OR");
        Set<String> both = new HashSet<>(key(parts));
        space("a second search key after OR");
        both.retainAll(key(parts));
        return both;
    }

    private Set<String> arguments(String name, List<SearchArgument> arguments, List<Part> parts) {
        StringBuilder demand = new StringBuilder(name);
        for (SearchArgument argument : arguments) {
            space("what follows " + name);
            int start = at;
            String value = argument.mayBeQuoted() ? string() : word();
            if (!argument.fits(value)) {
                String found = value.isEmpty() ? "nothing" : value;
                throw new Malformed("has after " + name + " " + found + " instead of " + argument.wanted(), start);
            }
            boolean ascii = value.chars().allMatch(c -> c < 0x7F);
            parts.add(ascii ? new Part.Word(value) : new Part.Literal(unquoted(value)));
            demand.append(' ').append(value.toUpperCase(Locale.ROOT));
        }
        return Set.of(demand.toString());
    }

    /** A quoted string with its quotes, or a word. */
    private String string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return word();
        }
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
                    throw new Malformed("has a backslash before something else than a quote or backslash", at - 1);
                }
            }
            at++;
        }
        if (at >= text.length()) {
            throw new Malformed("has a quote that is never closed", start);
        }
        at++;
        return text.substring(start, at);
    }

    private String word() {
        int start = at;
        while (at < text.length() && " ()".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '{' || c == '}') {
                throw new Malformed("has a literal; write the text in quotes, literals are made of it", at);
            }
            if (c == '"' && at > start) {
                throw new Malformed("has a quote in the middle of a word", at);
            }
            if (c == '"') {
                return string();
            }
            if (c > 0x7E || c == '\\') {
                throw new Malformed("has the sign " + c + " outside of quotes", at);
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String peekWord() {
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }

    private void space(String next) {
        if (at >= text.length() || text.charAt(at) == ')') {
            throw new Malformed("ends before " + next, at);
        }
        if (text.charAt(at) != ' ') {
            throw new Malformed("lacks a blank", at);
        }
        at++;
    }

    private static String unquoted(String value) {
        String inner = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        return inner.replaceAll("\\\\(.)", "$1");
    }

    private static boolean hasLiteral(Part part) {
        return part instanceof Part.Literal
                || (part instanceof Part.Group group && group.parts().stream().anyMatch(SearchParser::hasLiteral));
    }
}
