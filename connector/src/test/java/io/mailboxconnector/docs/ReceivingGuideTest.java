package io.mailboxconnector.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.mime.Arrival;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/developer/receiving.md} shows is compiled, is the same text, and does what the page says. */
class ReceivingGuideTest {

    private static final Path HOME = Path.of(System.getProperty("basedir", "."));
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// snippet (\\w+)\\n(.*?)^ *// end$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @Test
    void everyExampleOfThePageIsTheCompiledOne() throws IOException {
        String page = Files.readString(HOME.resolve("../docs/developer/receiving.md"));

        assertThat(BLOCK.matcher(page).results().map(block -> block.group(1)))
                .containsExactlyElementsOf(snippets().values());
    }

    @Test
    void aReportTellsWhomAMailDidNotReach() {
        ReceivedMail bounce = mail("""
                Return-Path: <>
                Content-Type: multipart/report; report-type=delivery-status; boundary=x

                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 5.1.1

                Final-Recipient: rfc822; bob@example.com
                Action: delayed
                Status: 4.4.1
                --x
                Content-Type: text/rfc822-headers

                Message-ID: <1@contoso.example>
                --x--
                """);

        assertThat(ReceivingExamples.undelivered(bounce.deliveryReport().orElseThrow()))
                .containsExactly("<1@contoso.example> did not reach ann@example.com: 5.1.1");
    }

    @Test
    void attachmentsAreSavedUnderSafeNames(@TempDir Path directory) throws IOException {
        ReceivingExamples.save(mail("""
                        Content-Type: multipart/mixed; boundary=x

                        --x

                        text
                        --x
                        Content-Disposition: attachment; filename="../../evil.txt"

                        one
                        --x
                        Content-Disposition: attachment

                        two
                        --x--
                        """), directory);

        try (Stream<Path> saved = Files.list(directory)) {
            assertThat(saved.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("1-evil.txt", "2-attachment");
        }
    }

    @Test
    void aForwardIsAddressedAndASummaryReadable() throws Exception {
        ReceivedMail mail = mail("From: ada@example.com\nSubject: Invoice\n\n42 EUR");
        MimeMessage forward = ReceivingExamples.toAccounting(mail);

        assertThat(forward.getSubject()).isEqualTo("Fwd: Invoice");
        assertThat(forward.getAllRecipients()).hasSize(1);
        assertThat(ReceivingExamples.summary(mail)).isEqualTo("Invoice: 42 EUR");
    }

    private static Map<String, String> snippets() throws IOException {
        String source = Files.readString(
                HOME.resolve("src/test/java/io/mailboxconnector/docs/ReceivingExamples.java"), StandardCharsets.UTF_8);
        Map<String, String> snippets = new LinkedHashMap<>();
        REGION.matcher(source)
                .results()
                .forEach(region -> snippets.put(
                        region.group(1), region.group(2).stripTrailing().stripIndent() + "\n"));
        assertThat(snippets).isNotEmpty();
        return snippets;
    }

    private static ReceivedMail mail(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MessageKey key = new MessageKey("orders@contoso.example", "INBOX", 1, 1);
        return ParsedMail.parse(Arrival.of(key, Instant.EPOCH, bytes.length), RawMail.of(bytes));
    }
}
