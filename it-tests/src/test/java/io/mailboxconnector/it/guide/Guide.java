package io.mailboxconnector.it.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A guide for administrators.
 *
 * @param text the page in Markdown
 */
record Guide(String text) {

    /** Code blocks of a language are configuration; commands stand in blocks without one. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");

    static Guide of(Path file) throws IOException {
        return new Guide(Files.readString(file));
    }

    /** The commands of all blocks in order, each in one line. */
    List<String> commands(Pattern beginning) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).isEmpty())
                .flatMap(block -> block.group(2).replaceAll("\\\\\\n\\s*", "").lines())
                .filter(line -> beginning.matcher(line).lookingAt())
                .toList();
    }

    /** A command in the middle of a sentence. */
    String inSentence(String beginning) {
        return SPAN.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(span -> span.group(1))
                .filter(code -> code.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the guide no longer says " + beginning));
    }
}
