package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of every sort that people and machines send: each is a readable value, none of them an exception. */
class PartsTest {

    private static ParsedMail mixed(String... parts) {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=x\r\n\r\n");
        for (String part : parts) {
            mail.append("--x\r\n").append(part.replace("\n", "\r\n")).append("\r\n");
        }
        return TestMails.parse(mail.append("--x--\r\n").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m, smime.p7m",
        "application/pkcs7-signature; name=smime.p7s, smime.p7s",
        "application/pgp-encrypted, ''",
        "application/ms-tnef; name=winmail.dat, winmail.dat",
        "text/calendar; method=REQUEST; charset=utf-8, ''",
        "message/rfc822, ''",
        "message/external-body; access-type=local-file; name=/etc/passwd, passwd",
        "application/x-unknown; name=a?b.bin, a_b.bin"
    })
    void whatIsNoTextIsAnAttachment(String type, String name) throws IOException {
        ParsedMail mail = mixed("\nthe text", "Content-Type: " + type + "\n\ncontent");

        assertThat(mail.kind()).isEqualTo(MailKind.ORDINARY);
        assertThat(mail.text()).isEqualTo("the text");
        MailAttachment part = mail.attachments().get(0);
        assertThat(part.contentType()).isEqualTo(type.split(";", 2)[0]);
        assertThat(part.fileName().orElse("")).isEqualTo(name);
        assertThat(content(part)).isEqualTo("content");
        assertThat(part.size()).isEqualTo(7);
        assertThat(part.isInline()).isFalse();
    }

    @Test
    void aSignedMailHasItsTextAndTheSignature() {
        ParsedMail mail = TestMails.parse("""
                Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

                --s
                Content-Type: text/plain

                signed words
                --s
                Content-Type: application/pgp-signature; name=signature.asc

                -----BEGIN PGP SIGNATURE-----
                --s--
                """.replace("\n", "\r\n"));

        assertThat(mail.text()).isEqualTo("signed words");
        assertThat(mail.attachments())
                .extracting(MailAttachment::contentType)
                .containsExactly("application/pgp-signature");
    }

    @Test
    void anAttachedMailKeepsItsOwnPartsToItself() throws IOException {
        ParsedMail mail = mixed(
                "\nouter",
                "Content-Type: message/rfc822\n\nSubject: inner\nContent-Type: multipart/mixed; boundary=y\n\n"
                        + "--y\n\ninner\n--y\nContent-Type: image/png\n\nx\n--y--");

        assertThat(mail.text()).isEqualTo("outer");
        assertThat(mail.attachments()).hasSize(1);
        assertThat(content(mail.attachments().get(0)))
                .startsWith("Subject: inner")
                .contains("image/png");
    }

    @Test
    void partsOfTheHtmlAreFoundByTheirContentId() {
        ParsedMail mail = mixed(
                "Content-Type: text/html\n\n<img src=cid:a@x><img src=cid:b@x>",
                "Content-Type: image/png\nContent-ID: <a@x>\n\nA",
                "Content-Type: image/png\nContent-ID: b@x\nContent-Disposition: attachment\n\nBB",
                "Content-Type: image/gif\nContent-Disposition: INLINE; filename=c.gif\n\nCCC",
                "Content-Type: image/gif\nContent-Disposition: attachment\n\nDDDD");

        assertThat(mail.inlinePart("a@x").map(MailAttachment::size)).contains(1L);
        assertThat(mail.inlinePart("<b@x>").map(MailAttachment::size)).contains(2L);
        assertThat(mail.inlinePart("none")).isEmpty();
        assertThat(mail.attachments()).extracting(MailAttachment::isInline).containsExactly(true, false, true, false);
    }

    @Test
    void theSizeIsThatOfTheDecodedContent() {
        ParsedMail mail = mixed(
                "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBO\nRw==",
                "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n!!!!",
                "Content-Type: application/x\nContent-Transfer-Encoding: quoted-printable\n\na=3D=\n=ZZ");

        assertThat(mail.attachments().get(0).size()).isEqualTo(4);
        assertThat(mail.attachments().get(1).size()).isZero();
        assertThat(mail.attachments().get(2).size()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attachment; filename*=utf-8''%e2%82%ac%20rates.txt            | € rates.txt
            attachment; filename*0*=utf-8''a%20; filename*1=b.txt         | a b.txt
            attachment; filename="=?utf-8?B?R3LDvMOfZS50eHQ=?="           | Grüße.txt
            attachment; filename="=?x-none?Q?Gr=FC=DFe.txt?="             | Grüße.txt
            attachment; filename="../../secret.txt"                       | secret.txt
            attachment; filename=unquoted name.txt                        | unquoted
            """)
    void namesAreReadInEveryWayTheyAreWritten(String disposition, String name) {
        ParsedMail mail = mixed("Content-Disposition: " + disposition + "\n\ncontent");

        assertThat(mail.attachments().get(0).fileName().orElse("")).startsWith(name);
    }

    @Test
    void namesOfPeopleAreReadInCharsetsThatDoNotExist() {
        ParsedMail mail = TestMails.parse("From: =?x-none?Q?Ada_L=C3=B6ve?= <ada@example.com>\r\n"
                + "Subject: =?x-none?Q?Gr=FC=DFe?= =?utf-8?Q?=E2=82=AC?=\r\n\r\n");

        assertThat(mail.from().map(from -> from.getPersonal())).contains("Ada Löve");
        assertThat(mail.subject()).isEqualTo("Grüße€");
        assertThat(mail.inReplyTo()).isEqualTo(Optional.empty());
    }

    @Test
    void headersAloneAreAMailToo() {
        byte[] headers = "From: ada@example.com\r\nSubject: big\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        Arrival arrival =
                new Arrival(TestMails.KEY, TestMails.ARRIVAL, 1L << 33, true, Optional.of("M1"), Optional.of("T1"));
        ParsedMail mail = ParsedMail.parse(arrival, RawMail.of(headers));

        assertThat(mail.isHeadersOnly()).isTrue();
        assertThat(mail.kind()).isEqualTo(MailKind.ORDINARY);
        assertThat(mail.subject()).isEqualTo("big");
        assertThat(mail.size()).isEqualTo(1L << 33);
        assertThat(mail.bytesInMemory()).isEqualTo(headers.length);
        assertThat(mail.text()).isEmpty();
        assertThat(mail.attachments()).isEmpty();
        assertThat(mail.emailId()).contains("M1");
        assertThat(mail.threadId()).contains("T1");
        assertThat(mail.reply()).isPresent();
    }

    private static String content(MailAttachment part) throws IOException {
        try (InputStream in = part.content()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
