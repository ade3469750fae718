package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.mime.answer.ReplyPermit;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.mime.spool.SpooledMail;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, text, attachments, and the life of a received mail. */
class ParsedMailTest {

    private static final String MIXED = """
            From: =?utf-8?q?Ada_L=C3=B6ve?= <ada@example.com>
            Reply-To: desk@example.com
            To: "Orders, EU" <orders@contoso.example>, bob@example.com
            Cc: team: carol@example.com, dan@example.com;
            Subject: =?utf-8?B?R3LDvMOfZQ==?=
             and more
            Date: Fri, 2 Jan 2026 03:04:05 +0100
            Message-ID: <1@example.com>
            In-Reply-To: <parent@example.com>
            References: <root@example.com> <parent@example.com>
             <middle@example.com> <root@example.com>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            preamble
            --outer
            Content-Type: multipart/related; boundary=inner

            --inner
            Content-Type: multipart/alternative; boundary=alt

            --alt
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Gr=FC=DFe
            --alt
            Content-Type: text/html; charset=utf-8

            <p>Gr&uuml;ße</p>
            --alt--
            --inner
            Content-Type: image/PNG; name=logo.png
            Content-ID: <logo@example.com>
            Content-Transfer-Encoding: base64

            iVBORw0=
            --inner--
            --outer
            Content-Type: application/pdf
            Content-Disposition: attachment;
             filename*0*=utf-8''..%2Fsecret%2FRe;
             filename*1*=chnung%20%E2%82%AC.pdf
            Content-Transfer-Encoding: base64

            JVBERg==
            --outer
            Content-Type: message/rfc822

            Subject: inner

            inner text
            --outer--
            """.replace("\n", "\r\n");

    @Test
    void readsTheHeaders() throws Exception {
        ParsedMail mail = TestMails.parse(MIXED);

        assertThat(mail.key()).isEqualTo(TestMails.KEY);
        assertThat(mail.kind()).isEqualTo(MailKind.ORDINARY);
        assertThat(mail.receivedAt()).isEqualTo(TestMails.ARRIVAL);
        assertThat(mail.sentAt()).contains(Instant.parse("2026-01-02T02:04:05Z"));
        assertThat(mail.from()).contains(new InternetAddress("ada@example.com", "Ada Löve", "utf-8"));
        assertThat(mail.from().orElseThrow().getPersonal()).isEqualTo("Ada Löve");
        assertThat(mail.replyTo()).containsExactly(new InternetAddress("desk@example.com"));
        assertThat(mail.to())
                .extracting(InternetAddress::getAddress)
                .containsExactly("orders@contoso.example", "bob@example.com");
        assertThat(mail.cc())
                .extracting(InternetAddress::getAddress)
                .containsExactly("carol@example.com", "dan@example.com");
        assertThat(mail.subject()).isEqualTo("Grüße and more");
        assertThat(mail.messageId()).contains("<1@example.com>");
        assertThat(mail.header("subject")).containsExactly("Grüße and more");
        assertThat(mail.header("X-None")).isEmpty();
        assertThat(mail.size()).isEqualTo(MIXED.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void givesTheNearestAncestorLast() {
        assertThat(TestMails.parse(MIXED).references())
                .containsExactly("<root@example.com>", "<middle@example.com>", "<parent@example.com>");
        assertThat(TestMails.parse("In-Reply-To: <a@b> sent by me\r\n\r\n").references())
                .containsExactly("<a@b>");
        assertThat(TestMails.parse("Subject: none\r\n\r\n").references()).isEmpty();
    }

    @Test
    void choosesTextAndHtmlAndGivesTheRestAsAttachments() throws IOException {
        ParsedMail mail = TestMails.parse(MIXED);

        assertThat(mail.text().strip()).isEqualTo("Grüße");
        assertThat(mail.html().orElseThrow().strip()).isEqualTo("<p>Gr&uuml;ße</p>");
        assertThat(mail.attachments())
                .extracting(MailAttachment::contentType)
                .containsExactly("image/png", "application/pdf", "message/rfc822");
        MailAttachment image = mail.attachments().get(0);
        assertThat(image.contentId()).contains("logo@example.com");
        assertThat(image.fileName()).contains("logo.png");
        assertThat(bytes(image)).startsWith(0x89, 'P', 'N', 'G');
        MailAttachment pdf = mail.attachments().get(1);
        assertThat(pdf.fileName()).contains("Rechnung €.pdf");
        assertThat(bytes(pdf)).asString(StandardCharsets.US_ASCII).isEqualTo("%PDF");
        assertThat(mail.attachments().get(2).fileName()).isEmpty();
        assertThat(bytes(mail.attachments().get(2)))
                .asString(StandardCharsets.US_ASCII)
                .contains("inner text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>x</title><style>p{}</style></head>"
                        + "<body><!-- no --><p>1 &lt; 2 &amp;&nbsp;&#252;&#xDF;</p><script>alert('<p>')</script>"
                        + "<div>next<br>line</div></body></html>"
            })
    void makesTextOfHtml(String mail) {
        assertThat(TestMails.parse(mail).text().lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactly("1 < 2 & üß", "next", "line");
    }

    @Test
    void treatsATextWithAFileNameAsAttachment() {
        ParsedMail mail = TestMails.parse("""
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/plain
                Content-Disposition: inline; filename=first.txt

                attached
                --x
                Content-Type: text/plain

                the text
                --x
                Content-Type: text/plain
                Content-Disposition: attachment

                nameless
                --x--
                """.replace("\n", "\r\n"));

        assertThat(mail.text().strip()).isEqualTo("the text");
        assertThat(mail.attachments()).hasSize(2);
    }

    @Test
    void guessesCharsetsThatAreMissingOrUnknown() {
        byte[] latin = "Subject: x\r\n\r\nGr\u00fc\u00dfe \u0080".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TestMails.parse(latin).text()).isEqualTo("Grüße €");
        assertThat(TestMails.parse("Content-Type: text/plain; charset=x-nonsense\r\n\r\nGrüße")
                        .text())
                .isEqualTo("Grüße");
        assertThat(TestMails.parse("Content-Type: text/plain; charset=us-ascii\r\n\r\nGrüße")
                        .text())
                .isEqualTo("Grüße");
    }

    @Test
    void readsRawEightBitHeaders() {
        assertThat(TestMails.parse("Subject: Grüße\r\n\r\n").subject()).isEqualTo("Grüße");
    }

    @Test
    void skipsAddressesThatCannotBeRead() {
        ParsedMail mail = TestMails.parse("From: <<>>\r\nTo: bob@example.com, <bad@@, carol@example.com\r\n\r\n");

        assertThat(mail.to()).extracting(InternetAddress::getAddress).contains("bob@example.com", "carol@example.com");
        assertThat(mail.kind()).isEqualTo(MailKind.ORDINARY);
    }

    @Test
    void givesEmptyValuesForMissingHeaders() {
        ParsedMail mail = TestMails.parse("\r\nonly a body");

        assertThat(mail.from()).isEmpty();
        assertThat(mail.replyTo()).isEmpty();
        assertThat(mail.sentAt()).isEmpty();
        assertThat(mail.messageId()).isEmpty();
        assertThat(mail.subject()).isEmpty();
        assertThat(mail.html()).isEmpty();
        assertThat(mail.text()).isEqualTo("only a body");
    }

    @Test
    void answersGoToTheSenderWithoutReplyTo() {
        assertThat(TestMails.parse("From: ada@example.com\r\n\r\n").replyTo())
                .extracting(InternetAddress::getAddress)
                .containsExactly("ada@example.com");
    }

    @Test
    void keepsTheOriginalAndConvertsIt() throws Exception {
        ParsedMail mail = TestMails.parse(MIXED);

        try (InputStream raw = mail.raw()) {
            assertThat(new String(raw.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(MIXED);
        }
        assertThat(mail.toMimeMessage().getSubject()).isEqualTo("Grüße and more");
        assertThat(mail.toString()).doesNotContain("Grüße", "ada@");
    }

    @Test
    void readsFromASpooledMailUntilItIsClosed() throws IOException {
        SpooledMail spool = SpooledMail.create(SpoolDirectory.ofServer());
        byte[] bytes = MIXED.getBytes(StandardCharsets.UTF_8);
        spool.append(bytes, 0, 100);
        spool.append(bytes, 100, bytes.length - 100);
        ParsedMail mail = ParsedMail.parse(Arrival.of(TestMails.KEY, TestMails.ARRIVAL, bytes.length), spool);

        assertThat(mail.text().strip()).isEqualTo("Grüße");
        assertThat(bytes(mail.attachments().get(1))).hasSize(4);
        InputStream left = mail.raw();
        mail.close();
        mail.close();

        assertThatThrownBy(left::readAllBytes).isInstanceOf(IOException.class);
        assertThatThrownBy(mail::raw).isInstanceOf(IllegalStateException.class);
        assertThat(mail.subject()).isEqualTo("Grüße and more");
    }

    @Test
    void settlesOnlyWhileOffered() {
        ParsedMail mail = TestMails.parse(MIXED);
        ParsedMail.OfferedMail offered = mail.offer(3, ReplyPermit.UNLIMITED);

        assertThatThrownBy(() -> mail.settle(Settlement.keep())).isInstanceOf(IllegalStateException.class);
        assertThat(offered.attempt()).isEqualTo(3);
        offered.settle(Settlement.keep());
        offered.settle(Settlement.delete());
        assertThat(offered.withdraw()).contains(Settlement.delete());
        assertThatThrownBy(() -> offered.settle(Settlement.keep())).isInstanceOf(IllegalStateException.class);
        assertThat(mail.offer(4, ReplyPermit.UNLIMITED).withdraw()).isEmpty();
        assertThat(offered.subject()).isEqualTo(mail.subject());
    }

    private static byte[] bytes(MailAttachment attachment) throws IOException {
        try (InputStream in = attachment.content()) {
            return in.readAllBytes();
        }
    }
}
