package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.outbound.settings.OutboundReader;
import io.mailboxconnector.settings.SettingsReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guides to the providers configure accounts that the connector takes. */
class GuidesTest {

    private static final Path GUIDES = Path.of(System.getProperty("basedir", "."), "../docs/providers");
    private static final Pattern ACCOUNT = Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`([a-z]+[A-Z]?[A-Za-z]*)=[^`]*`");
    private static final Pattern CODE_BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?<=^|:)(/(?:etc|run|var/run)/\\S+)$");
    private static final String SEALING_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    private Path files;

    static List<Path> guides() throws IOException {
        try (Stream<Path> all = Files.list(GUIDES)) {
            return all.sorted().toList();
        }
    }

    @Test
    void thereIsOneForEachProvider() throws IOException {
        assertThat(guides())
                .extracting(guide -> guide.getFileName().toString())
                .containsExactly("generic-oidc.md", "google.md", "microsoft365.md", "outlook-com.md");
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyAccountIsAccepted(Path guide) throws IOException {
        List<String> accounts = ACCOUNT.matcher(Files.readString(guide))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(accounts).isNotEmpty().allSatisfy(account -> {
            SettingsReader reader = new SettingsReader(properties(account));
            OutboundReader factory = new OutboundReader(reader);
            assertThat(reader.faults())
                    .as("%s: %s", guide.getFileName(), account)
                    .isEmpty();
            assertThat(factory.settings().account().mailbox()).contains("@");
        });
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyPropertyInTheTextExists(Path guide) throws IOException {
        Set<String> known = PropertyCatalogue.of(MailboxManagedConnectionFactory.class).properties().stream()
                .map(PropertyCatalogue.Property::name)
                .collect(Collectors.toSet());
        String text = CODE_BLOCK.matcher(Files.readString(guide)).replaceAll("");

        assertThat(INLINE.matcher(text).results().map(found -> found.group(1)))
                .as("%s", guide.getFileName())
                .isSubsetOf(known);
    }

    /** The files that an administrator would have are there. */
    private Map<String, String> properties(String account) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(account));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> FILE.matcher(properties.getProperty(name)).replaceAll(this::create)));
    }

    private String create(MatchResult path) {
        try {
            Path file = files.resolve(path.group(1).substring(1).replace('/', '-'));
            return Files.writeString(file, SEALING_KEY).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
