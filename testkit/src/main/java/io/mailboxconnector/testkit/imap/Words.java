package io.mailboxconnector.testkit.imap;

import java.util.ArrayList;
import java.util.List;

/** Cuts the arguments of a command into words; knows quoted strings, parentheses and brackets. */
final class Words {

    private final String text;
    private int position;

    private Words(String text) {
        this.text = text;
    }

    /** Strings lose their quotes; a parenthesised list stays one word. */
    static List<String> of(String text) {
        Words words = new Words(text);
        List<String> found = new ArrayList<>();
        while (words.skipSpaces()) {
            found.add(words.next());
        }
        return found;
    }

    /** What stands between the parentheses of a list; the text itself when it is none. */
    static String inside(String list) {
        return list.startsWith("(") && list.endsWith(")") ? list.substring(1, list.length() - 1) : list;
    }

    private boolean skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
        return position < text.length();
    }

    private String next() {
        return text.charAt(position) == '"' ? quoted() : atom();
    }

    private String quoted() {
        StringBuilder word = new StringBuilder();
        position++;
        while (position < text.length() && text.charAt(position) != '"') {
            if (text.charAt(position) == '\\') {
                position++;
            }
            word.append(text.charAt(position++));
        }
        position++;
        return word.toString();
    }

    private String atom() {
        int start = position;
        int depth = 0;
        boolean inQuotes = false;
        while (position < text.length() && (inQuotes || depth > 0 || text.charAt(position) != ' ')) {
            char c = text.charAt(position++);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else if (!inQuotes && (c == '(' || c == '[')) {
                depth++;
            } else if (!inQuotes && (c == ')' || c == ']')) {
                depth--;
            }
        }
        return text.substring(start, position);
    }
}
