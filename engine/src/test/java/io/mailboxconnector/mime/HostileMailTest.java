package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail that wants to hurt: whatever it is, parsing never throws, and reading it ends. */
@Timeout(120)
class HostileMailTest {

    private static final int ROUNDS = 1_500;

    private static final List<String> FRAGMENTS = List.of(
            "Content-Type: multipart/mixed; boundary=x\r\n",
            "Content-Type: multipart/alternative; boundary=\"\"\r\n",
            "Content-Type: multipart/report\r\n",
            "Content-Type: text/html; charset=\"\r\n",
            "Content-Type: ;;;=\r\n",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
            "Content-Type: message/delivery-status\r\n",
            "Content-Type: text/rfc822-headers; a=b c/d\r\n",
            "Final-Recipient: ;;\r\nAction: \r\nStatus: 5.\r\n",
            "Return-Path: <>\r\n",
            "Reply-To: a@b, <c\r\n",
            "From: ada@example.com\r\n",
            "Mail-Followup-To: \u0001@x, d@example.com\r\n",
            "List-Post: <mailto:%zz%40>\r\n",
            "In-Reply-To: <\u0007@b>\r\n",
            "Subject: Re: AW: \u202e=?utf-8?q?=0D=0AX:_y?=\r\n",
            "Content-Type: message/rfc822\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "Content-Transfer-Encoding: x-uuencode\r\n",
            "Content-Transfer-Encoding: bogus\r\n",
            "Content-Disposition: attachment; filename*0*=utf-16''%FE%FF%; filename*2=z\r\n",
            "Content-Disposition: inline; filename=\"=?utf-8?B?!!!?=\"\r\n",
            "Content-ID: <\r\n",
            "From: \"\\\" <,,;:@[\r\n",
            "To: a:b:c;;,<>(\r\n",
            "Date: 99 Foo -1 99:99:99 +9999\r\n",
            "Subject: =?x-none?B?////?= =?utf-8?Q?=ZZ?=\r\n",
            "Message-ID: <<>>\r\n",
            "References: <a@b><a@b> < c >\r\n",
            " continuation\r\n",
            "\r\n",
            "\n",
            "--x\r\n",
            "--x--\r\n",
            "--\r\n",
            "<p>&#99999999999;&uuml;&;<![CDATA[<b",
            "=3D=\r\n=Q",
            "AAAA====AAAA\r\n",
            "begin 644 file\r\nM'&XX\r\n",
            "\u0000\u0001\u00ff\u2028\ud83d");

    @Test
    void neverThrowsOnMixedFragments() {
        Random random = new Random(20_260_102);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder mail = new StringBuilder();
            int length = random.nextInt(25);
            for (int i = 0; i < length; i++) {
                mail.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            }
            readAll(TestMails.parse(mail.toString()));
        }
    }

    @Test
    void neverThrowsOnRandomBytes() {
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS / 3; round++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            readAll(TestMails.parse(bytes));
        }
    }

    @Test
    void neverThrowsOnDamagedMail() {
        String whole = "From: ada@example.com\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n"
                + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+aGk8L2I+\r\n"
                + "--b\r\nContent-Disposition: attachment; filename*=utf-8''a%20b.txt\r\n\r\nx\r\n--b--\r\n";
        Random random = new Random(17);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i <= random.nextInt(6); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readAll(TestMails.parse(java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length))));
        }
    }

    @Test
    void refusesDeepNesting() {
        assertThat(nested(49).kind()).isEqualTo(MailKind.ORDINARY);
        assertThat(nested(60).kind()).isEqualTo(MailKind.MALFORMED);
        assertThat(nested(20_000).subject()).isEqualTo("deep");
    }

    @Test
    void refusesTooManyParts() {
        assertThat(withParts(1_000).kind()).isEqualTo(MailKind.ORDINARY);
        assertThat(withParts(1_000).attachments()).hasSize(999);
        assertThat(withParts(1_001).kind()).isEqualTo(MailKind.MALFORMED);
        assertThat(withParts(100_000).kind()).isEqualTo(MailKind.MALFORMED);
    }

    @Test
    void refusesOversizedHeadersAndKeepsTheFirstOnes() {
        String big = "Subject: big\r\nX-Pad: " + "y".repeat(HeaderBlock.LIMIT) + "\r\n";

        ParsedMail mail = TestMails.parse(big + "\r\nbody");
        assertThat(mail.kind()).isEqualTo(MailKind.MALFORMED);
        assertThat(mail.subject()).isEqualTo("big");
        assertThat(mail.text()).isEmpty();

        String inPart =
                "Subject: part\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + big + "\r\n\r\n--x--";
        assertThat(TestMails.parse(inPart).kind()).isEqualTo(MailKind.MALFORMED);
        assertThat(TestMails.parse(inPart).subject()).isEqualTo("part");
    }

    @Test
    void readsHugeHtmlInLinearTime() {
        String html = "Content-Type: text/html\r\n\r\n";

        assertThat(TestMails.parse(html + "<".repeat(2_000_000)).text()).hasSize(2_000_000);
        assertThat(TestMails.parse(html + "<a".repeat(1_000_000)).text()).isNotEmpty();
        assertThat(TestMails.parse(html + "&".repeat(2_000_000)).text()).hasSize(2_000_000);
        assertThat(TestMails.parse(html + "<script>".repeat(300_000)).text()).isEmpty();
        assertThat(TestMails.parse(html + "<br>".repeat(500_000)).text()).isEmpty();
    }

    /** The decoder of the mail library fails with an unchecked exception here. */
    @Test
    void brokenUuencodeIsReadAsFarAsItGoes() {
        String part = "Content-Transfer-Encoding: uuencode\r\n\r\nbegin 6\r\n";
        ParsedMail text = TestMails.parse("Subject: x\r\n" + part);
        assertThat(text.text()).contains("begin 6");

        ParsedMail file = TestMails.parse("Subject: x\r\nContent-Type: image/png; name=a.png\r\n" + part);
        assertThat(file.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.size()).isZero();
            assertThatIOException().isThrownBy(() -> attachment.content().readAllBytes());
        });
    }

    private static ParsedMail nested(int depth) {
        StringBuilder mail = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        return TestMails.parse(mail.append("\r\ntext\r\n").toString());
    }

    private static ParsedMail withParts(int parts) {
        return TestMails.parse(
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\na\r\n".repeat(parts) + "--x--\r\n");
    }

    static void readAll(ReceivedMail mail) {
        assertThat(mail.kind()).isNotNull();
        assertThat(mail.subject()).isNotNull();
        assertThat(mail.from()).isNotNull();
        assertThat(mail.replyTo()).isNotNull();
        assertThat(mail.to()).isNotNull();
        assertThat(mail.cc()).isNotNull();
        assertThat(mail.sentAt()).isNotNull();
        assertThat(mail.messageId()).isNotNull();
        assertThat(mail.references()).doesNotHaveDuplicates();
        assertThat(mail.header("Content-Type")).isNotNull();
        mail.deliveryReport()
                .ifPresent(report -> assertThat(report.recipients()).hasSizeLessThanOrEqualTo(1_000));
        mail.reply().ifPresent(HostileMailTest::isFitToBeSent);
        mail.replyAll().ifPresent(HostileMailTest::isFitToBeSent);
        isFitToBeSent(mail.forward("see below"));
        assertThat(mail.text()).isNotNull();
        assertThat(mail.html()).isNotNull();
        for (MailAttachment attachment : mail.attachments()) {
            assertThat(attachment.contentType()).isNotEmpty();
            assertThat(attachment.contentId()).isNotNull();
            assertThat(attachment.size()).isNotNegative();
            assertThat(attachment.isInline()).isIn(true, false);
            assertThat(attachment.fileName().orElse("")).doesNotContain("/", "\\");
            drain(attachment);
        }
    }

    /** Whatever came in, what goes out has no broken header and no recipient that a server would refuse as malformed. */
    private static void isFitToBeSent(MimeMessage message) {
        try {
            for (Header header : Collections.list(message.getAllHeaders())) {
                assertThat(header.getValue())
                        .doesNotContainPattern("(?>\\r\\n|\\r|\\n)(?![ \\t])|[\\x00-\\x08\\x0b\\x0e-\\x1f]");
            }
            Address[] recipients = message.getAllRecipients();
            for (Address recipient : recipients == null ? new Address[0] : recipients) {
                ((InternetAddress) recipient).validate();
            }
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** A broken transfer encoding shows while reading, as an IOException and nothing else. */
    private static void drain(MailAttachment attachment) {
        try (InputStream in = attachment.content()) {
            assertThat(in.readAllBytes()).isNotNull();
        } catch (IOException brokenEncoding) {
            assertThat(brokenEncoding).hasMessageNotContaining("Stream closed");
        }
    }
}
