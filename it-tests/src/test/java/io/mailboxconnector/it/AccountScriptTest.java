package io.mailboxconnector.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The administrator's script knows exactly the properties of an account and its factory. */
class AccountScriptTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void setsEveryPropertyOfTheReferenceAndNoOther() throws IOException {
        String reference = Files.readString(DOCS.resolve("reference").resolve("configuration.md"));
        List<String> declared = Stream.of("## Account", "## Connection factory")
                .flatMap(title -> find("(?m)^\\| `(\\w+)` \\|", section(reference, title)).stream())
                .toList();
        assertThat(declared).contains("provider", "clientSecret", "imapHost");

        String script = Files.readString(DOCS.resolve("admin").resolve("configure-account.cli"));
        assertThat(find("config-properties=(\\w+):add\\(value=\"\\$\\{\\1}\"\\)", script))
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(find("given:\\$\\{(\\w+):}\"\\)", script)).containsExactlyInAnyOrderElementsOf(declared);
    }

    private static String section(String page, String title) {
        int start = page.indexOf(title);
        return page.substring(start, page.indexOf("\n## ", start));
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
