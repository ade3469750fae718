package io.mailboxconnector.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The administrator's script knows exactly the properties of an account. */
class AccountScriptTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void setsEveryPropertyOfTheReferenceAndNoOther() throws IOException {
        String reference = Files.readString(DOCS.resolve("reference").resolve("configuration.md"));
        int start = reference.indexOf("## Account");
        String account = reference.substring(start, reference.indexOf("\n## ", start));
        List<String> declared = find("(?m)^\\| `(\\w+)` \\|", account);
        assertThat(declared).contains("provider", "clientSecret", "imapHost");

        String script = Files.readString(DOCS.resolve("admin").resolve("configure-account.cli"));
        assertThat(find("config-properties=(\\w+):add\\(value=\"\\$\\{\\1}\"\\)", script))
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(find("given:\\$\\{(\\w+):}\"\\)", script)).containsExactlyInAnyOrderElementsOf(declared);
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
