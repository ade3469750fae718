package io.mailboxconnector.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the guide for developers are the ones that are compiled here, and they work. */
class SendingExamplesTest {

    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    private final OutboundFixture fixture = new OutboundFixture();
    private final MailboxConnectionFactory factory =
            (MailboxConnectionFactory) fixture.factory.createConnectionFactory();
    private final SendingExamples examples = new SendingExamples(factory);

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void theGuidePrintsTheExamplesAsTheyAreCompiled() throws IOException {
        Map<String, String> printed = snippets(
                Files.readString(BASE.resolve("../docs/developer/sending.md")),
                "<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```");
        Map<String, String> compiled = snippets(
                Files.readString(BASE.resolve("src/test/java/io/mailboxconnector/outbound/SendingExamples.java")),
                "        // snippet: (\\w+)\\n(.*?)        // end");

        assertThat(printed).isNotEmpty().isEqualTo(compiled);
    }

    @Test
    void theyWork(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("a"), new byte[] {1, 2, 3});
        assertThat(examples.values(file)).endsWith("@contoso.example>");
        try (MailboxConnection mailbox = factory.getConnection()) {
            mailbox.send(examples.html("ann@example.com", "<1@example.com>", file));
            examples.message(mailbox);
            fixture.smtp.behave(new RejectsRecipient("ann@example.com"));
            examples.outcomes(mailbox, examples.html("ann@example.com", "<1@example.com>", file));
        }

        assertThat(fixture.smtp.submissions()).extracting(Submission::content).hasSize(3);
        assertThat(examples.reports).containsExactly("ann@example.com 5.1.1 true");
        fixture.factory.setMode("capture");
        examples.values(file);
        assertThat(examples.capture()).containsExactly("ann@example.com");
    }

    @Test
    void aTransactionOfTheConnectionAloneWorks() throws Exception {
        fixture.factory.setTransactionLevel("local");
        try (InMemoryContainer container = new InMemoryContainer()) {
            fixture.adapter.start(container.context());
            OutgoingMail mail = OutgoingMail.builder()
                    .to("ann@example.com")
                    .subject("Hello")
                    .text("Hello")
                    .build();
            try (MailboxConnection mailbox = factory.getConnection()) {
                examples.transaction(mailbox, List.of(mail, mail));
            }
        }
        assertThat(fixture.smtp.submissions()).hasSize(2);
    }

    private static Map<String, String> snippets(String text, String pattern) {
        Map<String, String> snippets = new TreeMap<>();
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (found.find()) {
            snippets.put(found.group(1), found.group(2).stripTrailing().stripIndent());
        }
        return snippets;
    }
}
