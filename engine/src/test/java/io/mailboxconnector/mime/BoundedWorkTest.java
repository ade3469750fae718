package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mail that wants to cost more than it weighs: the memory that reading allocates, in all, stays within a multiple of the mail's
 * size. What copies again and again, as quadratic reading does, exceeds it by orders of magnitude.
 */
@Timeout(120)
class BoundedWorkTest {

    private static final int MEBIBYTE = 1 << 20;

    /** Parsing makes some copies; a walk through the permitted 50 levels sees the innermost part at each of them. */
    private static final int MOST_COPIES = 400;

    static Stream<Arguments> hostileMails() {
        return Stream.of(
                named("one huge header", "Subject: " + "x".repeat(MEBIBYTE - 100) + "\r\n\r\n"),
                named("more headers than allowed", "X-Pad: y\r\n".repeat(MEBIBYTE / 5) + "\r\n\r\n"),
                named("a folded header", "Subject: a\r\n" + " b\r\n".repeat(MEBIBYTE / 5) + "\r\n"),
                named("folded addresses", "To: a@example.com\r\n" + " ,b\r\n".repeat(MEBIBYTE / 8) + "\r\n"),
                named("encoded words", "Subject: " + "=?utf-8?q?a?= ".repeat(MEBIBYTE / 15) + "\r\n\r\n"),
                named("references", "References: " + "<a@b> ".repeat(MEBIBYTE / 7) + "\r\n\r\n"),
                named("different references", differentReferences()),
                named("parameters", "Content-Type: text/plain" + "; a=b".repeat(MEBIBYTE / 6) + "\r\n\r\n"),
                named("Re: without end", "Subject: " + "Re: ".repeat(MEBIBYTE / 5) + "\r\n\r\n"),
                named(
                        "10,000 parts",
                        "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
                                + "--x\r\nContent-Type: text/plain\r\n\r\na\r\n".repeat(10_000)),
                named("depth 1,000", nested(1_000)),
                named("recipients in a report", report()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileMails")
    void costsNoMoreThanAMultipleOfItsSize(String name, String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        readEverything(TestMails.parse("Subject: warm up\r\n\r\n"));

        long allocated = allocatedBy(parsed -> readEverything(parsed), bytes);

        assertThat(allocated).isLessThan((long) MOST_COPIES * (bytes.length + MEBIBYTE / 4));
    }

    @Test
    void tooManyPartsAndLevelsAreMalformedAndKeepTheirHeaders() {
        ParsedMail parts = TestMails.parse("Subject: many\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
                + "--x\r\n\r\na\r\n".repeat(10_000));
        ParsedMail levels = TestMails.parse("Subject: deep\r\n" + nested(1_000));

        assertThat(parts.kind()).isEqualTo(MailKind.MALFORMED);
        assertThat(parts.subject()).isEqualTo("many");
        assertThat(levels.kind()).isEqualTo(MailKind.MALFORMED);
        assertThat(levels.subject()).isEqualTo("deep");
    }

    @Test
    void aTextIsReadUpToItsLimitAndAnAttachmentIsNotHeld() {
        byte[] line = (Base64.getEncoder().encodeToString("x".repeat(57).getBytes(StandardCharsets.US_ASCII)) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        int lines = 500_000;
        byte[] head = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] bomb = java.util.Arrays.copyOf(head, head.length + lines * line.length);
        for (int i = 0; i < lines; i++) {
            System.arraycopy(line, 0, bomb, head.length + i * line.length, line.length);
        }
        assertThat(TestMails.parse(bomb).text()).hasSize(Content.LONGEST_TEXT);

        bomb[head.length - 1] = '\n';
        byte[] attached = new String(bomb, StandardCharsets.US_ASCII)
                .replaceFirst("text/plain", "image/png ")
                .getBytes(StandardCharsets.US_ASCII);
        long allocated =
                allocatedBy(mail -> assertThat(mail.attachments().get(0).size()).isEqualTo(57L * lines), attached);
        assertThat(allocated).isLessThan(attached.length * 4L);
    }

    /** On a stack as small as that of a watch: whatever recurses with the input overflows it. */
    private static long allocatedBy(Consumer<ParsedMail> reading, byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CompletableFuture<Long> allocated = new CompletableFuture<>();
        Runnable work = () -> {
            try {
                long before = threads.getCurrentThreadAllocatedBytes();
                reading.accept(TestMails.parse(bytes));
                allocated.complete(threads.getCurrentThreadAllocatedBytes() - before);
            } catch (Throwable failure) {
                allocated.completeExceptionally(failure);
            }
        };
        new Thread(null, work, "small stack", 256 * 1024L).start();
        return allocated.join();
    }

    private static void readEverything(ParsedMail mail) {
        assertThat(mail.subject().length() + mail.text().length()).isNotNegative();
        assertThat(mail.to().size() + mail.references().size()).isNotNegative();
        assertThat(mail.reply().isPresent() || mail.replyAll().isEmpty()).isTrue();
        assertThat(mail.forward()).isNotNull();
        for (MailAttachment part : mail.attachments()) {
            assertThat(part.size()).isNotNegative();
        }
    }

    private static Arguments named(String name, String mail) {
        return Arguments.of(name, "From: ada@example.com\r\n" + mail);
    }

    private static String nested(int depth) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i);
            mail.append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return mail.append("\r\ntext\r\n").toString();
    }

    private static String differentReferences() {
        StringBuilder mail = new StringBuilder("References:");
        for (int i = 0; i < 60_000; i++) {
            mail.append(" <").append(i).append("@b>");
        }
        return mail.append("\r\n\r\n").toString();
    }

    private static String blankReport() {
        return "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n"
                + "Content-Type: message/delivery-status\r\n\r\n" + "\n".repeat(MEBIBYTE) + "--x--\r\n";
    }

    private static String report() {
        return "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n"
                + "Content-Type: message/delivery-status\r\n\r\n"
                + "Final-Recipient: rfc822; a@example.com\r\nAction: failed\r\n\r\n".repeat(MEBIBYTE / 60)
                + "--x--\r\n";
    }
}
