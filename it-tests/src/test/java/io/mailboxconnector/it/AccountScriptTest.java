package io.mailboxconnector.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The administrator's scripts know exactly the properties of an account and its factory. */
class AccountScriptTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void onWildFlySetsEveryPropertyOfTheReferenceAndNoOther() throws IOException {
        List<String> declared = declared("(?m)^\\| `(\\w+)` \\|");
        assertThat(declared).contains("provider", "clientSecret", "imapHost");

        String script = Files.readString(DOCS.resolve("admin").resolve("configure-account.cli"));
        assertThat(find("config-properties=(\\w+):add\\(value=\"\\$\\{\\1}\"\\)", script))
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(find("given:\\$\\{(\\w+):}\"\\)", script)).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void onPayaraAcceptsEveryPropertyOfTheReferenceAndKeepsEachSecretInAnAlias() throws IOException {
        String script = Files.readString(DOCS.resolve("admin").resolve("configure-account-payara.sh"));
        assertThat(words("properties", script)).containsExactlyInAnyOrderElementsOf(declared("(?m)^\\| `(\\w+)` \\|"));
        assertThat(words("secrets", script))
                .containsExactlyInAnyOrderElementsOf(declared("(?m)^\\| `(\\w+)` \\|.*\\*secret\\*"));
    }

    @Test
    void onPayaraSetsEveryPropertyOfTheReference(@TempDir Path directory) throws Exception {
        List<String> declared = declared("(?m)^\\| `(\\w+)` \\|");
        Path account = Files.write(
                directory.resolve("account.properties"),
                declared.stream().map(name -> name + "=value of " + name).toList());
        Path asadmin = Files.writeString(directory.resolve("asadmin"), """
                #!/bin/sh
                for last; do :; done
                case "$*" in *multimode*) cat "$last" > %s/commands ;; esac
                """.formatted(directory));
        Files.setPosixFilePermissions(asadmin, PosixFilePermissions.fromString("rwx------"));

        Process script = new ProcessBuilder(
                        "sh",
                        DOCS.resolve("admin/configure-account-payara.sh").toString(),
                        account.toString(),
                        asadmin.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).as(output).isZero();
        assertThat(find("property\\.(\\w+)=", Files.readString(directory.resolve("commands"))))
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    /** The names in the two tables of the reference that an administrator's file may contain. */
    private static List<String> declared(String row) throws IOException {
        String reference = Files.readString(DOCS.resolve("reference").resolve("configuration.md"));
        return Stream.of("## Account", "## Connection factory")
                .flatMap(title -> find(row, section(reference, title)).stream())
                .toList();
    }

    private static String section(String page, String title) {
        int start = page.indexOf(title);
        return page.substring(start, page.indexOf("\n## ", start));
    }

    private static List<String> words(String list, String script) {
        String text = find("(?ms)^" + list + "='(.*?)'", script).get(0);
        return find("(\\w+)", text);
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
