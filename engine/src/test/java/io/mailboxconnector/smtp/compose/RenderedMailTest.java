package io.mailboxconnector.smtp.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.SubmissionRejected;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5322 §3.6 and RFC 5321 §2.3.1: what is completed, what is refused, and what the caller's message looks like after. */
class RenderedMailTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String DESK = "desk@contoso.example";

    @Test
    void completesDateFromAndMessageIdInTheDomainOfTheMailbox() throws Exception {
        MimeMessage message = plain();
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("Hello");

        RenderedMail mail = render(message);

        assertThat(mail.message().getFrom()).containsExactly(new InternetAddress(DESK));
        assertThat(mail.message().getSentDate()).isNotNull();
        assertThat(mail.messageId()).matches("<[0-9a-f-]{36}@contoso\\.example>");
        assertThat(mail.message().getMessageID()).isEqualTo(mail.messageId());
        assertThat(mail.sender().getAddress()).isEqualTo(DESK);
    }

    @Test
    void bearsTheMarkByWhichItIsKnownWhenItComesBackBesideTheMarksOfOthers() throws Exception {
        MimeMessage message = parsed("To: ann@example.com\r\nX-Loop: another program\r\n\r\nHello\r\n");
        MimeMessage sent = render(message).message();

        assertThat(sent.getHeader("X-Loop")).containsExactly("another program", "mailbox-connector; " + DESK);
        assertThat(render(sent).message().getHeader("X-Loop")).hasSize(2);
    }

    @Test
    void takesTheGivenTimeForAMissingDate() throws Exception {
        MimeMessage message = parsed("To: ann@example.com\r\nMessage-ID: <1@example.com>\r\n\r\nHello\r\n");

        assertThat(render(message).message().getSentDate()).isEqualTo(Date.from(NOW));
    }

    @Test
    void givesTheCallersMessageTheSameIdSoThatSendingAgainRepeatsIt() throws Exception {
        MimeMessage message = plain();
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("Hello");

        RenderedMail first = render(message);
        RenderedMail second = render(message);

        assertThat(second.messageId()).isEqualTo(first.messageId()).isEqualTo(message.getMessageID());
    }

    @Test
    void keepsAnIdThatTheCallerChose() throws Exception {
        MimeMessage message = plain();
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("Hello");
        message.setHeader("Message-ID", "<ticket-7@contoso.example>");

        assertThat(render(message).messageId()).isEqualTo("<ticket-7@contoso.example>");
    }

    @Test
    void givesADraftAnIdInItsDomainAlsoWhenTheApplicationSavesIt() throws Exception {
        MimeMessage draft = RenderedMail.draft(DESK);
        draft.setRecipients(RecipientType.TO, "ann@example.com");
        draft.setText("Hello");
        draft.saveChanges();
        String saved = draft.getMessageID();

        assertThat(saved).endsWith("@contoso.example>");
        assertThat(render(draft).messageId()).isEqualTo(saved);
    }

    @Test
    void collectsAllRecipientsOnceAndKeepsBccOutOfTheHeaderOfTheCopyOnly() throws Exception {
        MimeMessage message = plain();
        message.setRecipients(RecipientType.TO, "ann@example.com, ben@EXAMPLE.com");
        message.setRecipients(RecipientType.CC, "ben@example.com, carol@example.com");
        message.setRecipients(RecipientType.BCC, "dave@example.com, ann@example.com");
        message.setText("Hello");

        RenderedMail mail = render(message);

        assertThat(mail.recipients())
                .extracting(InternetAddress::getAddress)
                .containsExactly("ann@example.com", "ben@EXAMPLE.com", "carol@example.com", "dave@example.com");
        assertThat(text(mail.message())).doesNotContain("Bcc").doesNotContain("dave");
        assertThat(message.getRecipients(RecipientType.BCC)).hasSize(2);
    }

    @Test
    void expandsGroups() throws Exception {
        MimeMessage message = parsed("To: Team: ann@example.com, ben@example.com;\r\n\r\nHello\r\n");

        assertThat(render(message).recipients())
                .extracting(InternetAddress::getAddress)
                .containsExactly("ann@example.com", "ben@example.com");
    }

    @Test
    void refusesAMessageWithoutRecipients() throws Exception {
        MimeMessage message = plain();
        message.setText("Hello");

        assertThatThrownBy(() -> render(message))
                .isInstanceOfSatisfying(
                        SubmissionRejected.class, e -> assertThat(e.code()).isEqualTo("MBX14001"))
                .hasMessageContaining(DESK)
                .hasMessageContaining("no recipient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann@example.com\r\nRCPT TO:<eve@example.com>", "ann\u0000@example.com", "ann", "@example.com"})
    void refusesAnAddressThatIsNoneOrSmugglesACommand(String address) throws Exception {
        InternetAddress crooked = new InternetAddress();
        crooked.setAddress(address);
        MimeMessage message = new MimeMessage((Session) null) {
            @Override
            public InternetAddress[] getRecipients(jakarta.mail.Message.RecipientType type) {
                return type == RecipientType.TO ? new InternetAddress[] {crooked} : null;
            }
        };
        message.setText("Hello");

        assertThatThrownBy(() -> render(message))
                .isInstanceOfSatisfying(
                        SubmissionRejected.class, e -> assertThat(e.code()).isEqualTo("MBX14002"))
                .message()
                .doesNotContain("\r", "\n", "\u0000");
    }

    @Test
    void keepsAnInternationalLocalPartInUtf8AndTranslatesAnInternationalDomain() throws Exception {
        MimeMessage message = plain();
        message.setText("Hello");
        message.setRecipient(RecipientType.TO, address("ann@b\u00fccher.example"));

        assertThat(render(message).recipients())
                .extracting(InternetAddress::getAddress)
                .containsExactly("ann@xn--bcher-kva.example");

        MimeMessage other = plain();
        other.setText("Hello");
        other.setRecipient(RecipientType.TO, address("j\u00fcrgen@example.com"));
        RenderedMail international = render(other);
        assertThat(international.charset().internationalAddress()).isTrue();
        assertThat(new String(international.content().open().readAllBytes(), StandardCharsets.UTF_8))
                .contains("To: j\u00fcrgen@example.com\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7\r\nBcc: eve@example.com", "7\nX-Other: 1", "7\r\n\r\nanother body", "7\u0000"})
    void refusesAHeaderWithALineBreakThatDoesNotFold(String value) throws Exception {
        MimeMessage message = plain();
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("Hello");
        message.setHeader("X-Ticket", value);

        assertThatThrownBy(() -> render(message))
                .isInstanceOfSatisfying(
                        SubmissionRejected.class, e -> assertThat(e.code()).isEqualTo("MBX14004"))
                .hasMessageContaining("X-Ticket");
    }

    @Test
    void takesAFoldedHeader() throws Exception {
        MimeMessage message = parsed("To: ann@example.com\r\nSubject: a long\r\n subject\r\n\r\nHello\r\n");

        assertThat(render(message).message().getHeader("Subject", null)).isEqualTo("a long\r\n subject");
    }

    @Test
    void leavesTheBodyOfAParsedMessageByteByByteAsItIs() throws Exception {
        String body =
                "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + "Gr=C3=BC=C3=9Fe\r\n.\r\n--b--\r\n";
        MimeMessage message = parsed("To: ann@example.com\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/signed; boundary=b\r\n\r\n" + body);

        RenderedMail mail = render(message);

        assertThat(text(mail.message())).endsWith(body);
        assertThat(mail.size()).isEqualTo(text(mail.message()).length());
        assertThat(mail.charset().eightBit()).isFalse();
    }

    @Test
    void noticesEightBitContent() throws Exception {
        MimeMessage message = parsed("To: ann@example.com\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\nGr\u00fc\u00dfe\r\n");

        assertThat(render(message).charset().eightBit()).isTrue();
    }

    @Test
    void takesTheSenderFromTheEnvelopeElseSenderElseFrom() throws Exception {
        String header = "To: ann@example.com\r\nFrom: team@contoso.example\r\n";
        assertThat(render(parsed(header + "\r\nHello\r\n")).sender().getAddress())
                .isEqualTo("team@contoso.example");
        assertThat(render(parsed(header + "Sender: bot@contoso.example\r\n\r\nHello\r\n"))
                        .sender()
                        .getAddress())
                .isEqualTo("bot@contoso.example");

        SMTPMessage smtp = new SMTPMessage(parsed(header + "\r\nHello\r\n"));
        smtp.setEnvelopeFrom("<>");
        assertThat(render(smtp).sender().getAddress()).isEmpty();
    }

    private static RenderedMail render(MimeMessage message) {
        return RenderedMail.render(message, DESK, NOW);
    }

    private static MimeMessage plain() {
        return new MimeMessage(Session.getInstance(new Properties()));
    }

    private static MimeMessage parsed(String text) throws MessagingException {
        return new MimeMessage(null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static InternetAddress address(String text) {
        InternetAddress address = new InternetAddress();
        address.setAddress(text);
        return address;
    }

    private static String text(MimeMessage message) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
