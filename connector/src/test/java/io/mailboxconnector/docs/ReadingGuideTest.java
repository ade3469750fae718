package io.mailboxconnector.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxFull;
import io.mailboxconnector.api.MailboxThrottled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/developer/reading.md} shows is compiled and is the same text. */
class ReadingGuideTest {

    private static final Path HOME = Path.of(System.getProperty("basedir", "."));
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// snippet \\w+\\n(.*?)^ *// end$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @Test
    void everyExampleOfThePageIsTheCompiledOne() throws IOException {
        String page = Files.readString(HOME.resolve("../docs/developer/reading.md"));
        String source = Files.readString(HOME.resolve("src/test/java/io/mailboxconnector/docs/ReadingExamples.java"));

        assertThat(texts(BLOCK, page)).isNotEmpty().isEqualTo(texts(REGION, source));
    }

    @Test
    void failuresAreToldApartByTheirClass() {
        assertThat(ReadingExamples.explain(new MailboxFull("MBX13009: full", null)))
                .contains("delete mails");
        assertThat(ReadingExamples.explain(new MailboxThrottled("MBX13008: slow", Duration.ofMinutes(5), null)))
                .matches("Leave it alone until \\d{4}-.*Z");
        assertThat(ReadingExamples.explain(new MailboxThrottled("MBX13007: slow", Duration.ZERO, null)))
                .isEqualTo("Leave it alone until later");
    }

    private static List<String> texts(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).stripTrailing().stripIndent() + "\n")
                .toList();
    }
}
