package io.mailboxconnector.smtp.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.outgoing.DeliveryNotice;
import io.mailboxconnector.api.outgoing.MailPriority;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.api.outgoing.OutgoingMailBuilder;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the values of a mail, and which values are refused. */
class MailComposerTest {

    private static final String DESK = "desk@contoso.example";
    private static final SendingDefaults DEFAULTS = new SendingDefaults(
            Optional.of("support@contoso.example"),
            Optional.of("Contoso S\u00fcd"),
            List.of("answers@contoso.example"),
            List.of("archive@contoso.example"));

    @Test
    void writesEveryFieldWhereProgramsExpectIt() throws Exception {
        MimeMessage message = composed(plain().from("Ann \u00c4 <ann@contoso.example>")
                .cc("carol@example.com")
                .bcc("dave@example.com")
                .replyTo("reply@contoso.example")
                .subject("Gr\u00fc\u00dfe")
                .priority(MailPriority.HIGH)
                .header("X-Ticket", "Nummer f\u00fcnf")
                .inReplyTo("<2@example.com>")
                .references(List.of("<1@example.com>"))
                .build());

        assertThat(message.getFrom()).containsExactly(new InternetAddress("ann@contoso.example"));
        assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Ann \u00c4");
        assertThat(message.getReplyTo()).containsExactly(new InternetAddress("reply@contoso.example"));
        assertThat(message.getSubject()).isEqualTo("Gr\u00fc\u00dfe");
        assertThat(message.getHeader("Importance", null)).isEqualTo("high");
        assertThat(jakarta.mail.internet.MimeUtility.decodeText(message.getHeader("X-Ticket", null)))
                .isEqualTo("Nummer f\u00fcnf");
        assertThat(message.getHeader("In-Reply-To", null)).isEqualTo("<2@example.com>");
        assertThat(message.getHeader("References", null)).isEqualTo("<1@example.com>\r\n <2@example.com>");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getMessageID()).endsWith("@contoso.example>");
    }

    @Test
    void takesWhatIsMissingFromTheDefaults() throws Exception {
        MimeMessage message = new MailComposer(DESK, DEFAULTS).compose(plain().build());
        RenderedMail mail = RenderedMail.render(message, DESK, Instant.EPOCH);

        assertThat(((InternetAddress) mail.message().getFrom()[0]).getPersonal())
                .isEqualTo("Contoso S\u00fcd");
        assertThat(mail.sender().getAddress()).isEqualTo("support@contoso.example");
        assertThat(mail.message().getReplyTo()).containsExactly(new InternetAddress("answers@contoso.example"));
        assertThat(mail.recipients())
                .extracting(InternetAddress::getAddress)
                .containsExactly("ben@example.com", "archive@contoso.example");
    }

    @Test
    void nestsAlternativesImagesAndFiles() throws Exception {
        MimeMessage message = composed(plain().html("<img src='cid:logo'>")
                .inline("logo", "image/png", () -> new ByteArrayInputStream(new byte[] {1}))
                .attach("r\u00e9sum\u00e9.pdf", "application/pdf", () -> new ByteArrayInputStream(new byte[] {2}))
                .build());

        MimeMultipart mixed = (MimeMultipart) message.getContent();
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        MimeMultipart related = (MimeMultipart) alternative.getBodyPart(1).getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("Hello");
        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo>");
        assertThat(jakarta.mail.internet.MimeUtility.decodeText(
                        mixed.getBodyPart(1).getFileName()))
                .isEqualTo("r\u00e9sum\u00e9.pdf");
    }

    @Test
    void readsABigAttachmentOnceAndKeepsItInAFile(@TempDir Path directory) {
        AtomicInteger opened = new AtomicInteger();
        int size = 3 * 1024 * 1024;
        OutgoingMail mail = plain().attach("big.bin", "application/octet-stream", () -> {
                    opened.incrementAndGet();
                    return new ByteArrayInputStream(new byte[size]);
                })
                .build();

        try (SpoolDirectory spool = new SpoolDirectory(directory);
                RenderedMail rendered = RenderedMail.render(
                        new MailComposer(DESK, SendingDefaults.NONE).compose(mail), DESK, Instant.EPOCH, spool)) {
            assertThat(opened).hasValue(1);
            assertThat(rendered.size()).isGreaterThan(size);
            assertThat(rendered.content().getClass().getSimpleName()).isEqualTo("SpooledMail");
        }
    }

    @Test
    void saysWhichAttachmentCannotBeRead() {
        OutgoingMail mail = plain().attach("gone.pdf", "application/pdf", () -> {
                    throw new IOException("no such file");
                })
                .build();

        assertThat(catchThrowableOfType(SubmissionRejected.class, () -> rendered(mail)))
                .hasMessageStartingWith("MBX14103")
                .hasMessageContaining("gone.pdf")
                .hasMessageContaining("no such file");
    }

    @Test
    void carriesTheWishesForReports() {
        RenderedMail mail = rendered(plain().notify(DeliveryNotice.SUCCESS, DeliveryNotice.DELAY)
                .returnWholeMail(false)
                .envelopeId("ticket-7")
                .build());

        assertThat(mail.request().notices()).containsExactlyInAnyOrder(DeliveryNotice.SUCCESS, DeliveryNotice.DELAY);
        assertThat(mail.request().envelopeId()).contains("ticket-7");
    }

    static Stream<Arguments> unfit() {
        String smuggled = "x\r\nBcc: eve@example.com";
        return Stream.of(
                refused("subject", builder -> builder.subject(smuggled)),
                refused("from", builder -> builder.from("a@example.com" + smuggled)),
                refused("to", builder -> builder.to("Eve\r\n <eve@example.com>")),
                refused("to", builder -> builder.to("ann\u0001@example.com")),
                refused("to", builder -> builder.to("nobody")),
                refused("cc", builder -> builder.cc("a@example.com, b@example.com")),
                refused("bcc", builder -> builder.bcc(smuggled)),
                refused("replyTo", builder -> builder.replyTo(smuggled)),
                refused("X-Ticket", builder -> builder.header("X-Ticket", smuggled)),
                refused("headers", builder -> builder.header("X-Ticket: 1\r\nBcc", "eve@example.com")),
                refused("Bcc", builder -> builder.header("Bcc", "eve@example.com")),
                refused("inReplyTo", builder -> builder.inReplyTo("<1@example.com>\r\nBcc: eve@example.com")),
                refused("references", builder -> builder.references(List.of("no id"))),
                refused("messageId", builder -> builder.messageId("7")),
                refused("envelopeId", builder -> builder.envelopeId("a b")),
                refused("notify", builder -> builder.notify(DeliveryNotice.NEVER, DeliveryNotice.DELAY)),
                refused("attachment name", builder -> builder.attach(smuggled, "text/plain", () -> null)),
                refused("contentType", builder -> builder.attach("a", "text/plain\r\nX: 1", () -> null)),
                refused("logo", builder -> builder.inline("logo", "image/png", () -> null)));
    }

    private static Arguments refused(String field, Consumer<OutgoingMailBuilder> change) {
        return Arguments.of(field, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void refusesWhatIsUnfitAndNamesTheField(String field, Consumer<OutgoingMailBuilder> change) {
        OutgoingMailBuilder builder = plain();
        change.accept(builder);

        SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> rendered(builder.build()));

        assertThat(rejected).hasMessageContaining(field).hasMessageContaining("othing was sent");
        assertThat(rejected.getMessage()).doesNotContain("\r", "\n", "\u0001");
    }

    private static OutgoingMailBuilder plain() {
        return OutgoingMail.builder()
                .to("Ben <ben@example.com>")
                .subject("Hello")
                .text("Hello");
    }

    private static RenderedMail rendered(OutgoingMail mail) {
        return RenderedMail.render(new MailComposer(DESK, SendingDefaults.NONE).compose(mail), DESK, Instant.EPOCH);
    }

    private static MimeMessage composed(OutgoingMail mail) throws Exception {
        byte[] bytes = rendered(mail).content().open().readAllBytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("Subject: ");
        return new MimeMessage(null, new ByteArrayInputStream(bytes));
    }
}
