package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind of a mail by its headers (RFC 3834, 3464, 8098, 2919). */
class MimeKindTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Subject: hello                                                              | ORDINARY
            Auto-Submitted: no                                                          | ORDINARY
            Auto-Submitted: No (really); a=b                                            | ORDINARY
            X-Auto-Response-Suppress: All                                               | ORDINARY
            X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply                       | ORDINARY
            Precedence: first-class                                                     | ORDINARY
            Return-Path: <ada@example.com>                                              | ORDINARY
            Content-Type: multipart/mixed; boundary=x; report-type=delivery-status      | ORDINARY
            Auto-Submitted: auto-replied                                                | AUTO_REPLY
            auto-submitted: AUTO-GENERATED; owner-email="a@example.com"                 | AUTO_REPLY
            Precedence: Bulk                                                            | ORDINARY
            Precedence: list                                                            | ORDINARY
            Precedence: junk                                                            | ORDINARY
            List-Id: Friends <friends.example.com>                                      | LIST
            Return-Path: <>                                                             | BOUNCE
            Return-Path:  < >                                                           | BOUNCE
            Content-Type: multipart/report; report-type=delivery-status; boundary=x     | BOUNCE
            Content-Type: Multipart/Report; boundary=x; Report-Type="Delivery-Status"   | BOUNCE
            Content-Type: multipart/report; report-type=disposition-notification; boundary=x | REPORT
            Content-Type: multipart/report; report-type=feedback-report; boundary=x     | REPORT
            Content-Type: multipart/report; boundary=x                                  | REPORT
            """)
    void isJudgedByHeaders(String header, MailKind kind) {
        assertThat(TestMails.parse(header + "\r\n\r\nbody\r\n").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"disposition-notification,REPORT", "delivery-status,BOUNCE"})
    void trustsTheReportTypeMoreThanTheReturnPath(String type, MailKind kind) {
        assertThat(TestMails.parse("Return-Path: <>\r\nContent-Type: multipart/report; boundary=x; report-type=" + type
                                + "\r\n\r\n--x\r\n\r\ntext\r\n--x--\r\n")
                        .kind())
                .isEqualTo(kind);
    }
}
