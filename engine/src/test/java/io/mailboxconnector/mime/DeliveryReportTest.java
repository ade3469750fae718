package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.DeliveryReport;
import io.mailboxconnector.api.DeliveryReport.Action;
import io.mailboxconnector.api.MailKind;
import org.junit.jupiter.api.Test;

/** What a bounce says, as a typed value (RFC 3464). */
class DeliveryReportTest {

    private static final String STATUS = """
            Reporting-MTA: dns; mx.example.com
            Original-Envelope-Id: order-17
            Arrival-Date: Fri, 2 Jan 2026 03:04:05 +0100

            Original-Recipient: rfc822;ann@example.com
            Final-Recipient: RFC822; <ann.smith@example.com>
            Action: Failed
            Status: 5.1.1 (no such mailbox)
            Diagnostic-Code: smtp; 550 5.1.1
             User unknown

            Final-Recipient: rfc822; bob@example.com
            Action: delayed
            Status: 4.4.1
            """;

    private static String bounce(String reportType, String status, String returned) {
        return ("""
                Return-Path: <>
                From: Mail Delivery Subsystem <mailer-daemon@example.com>
                Subject: Undelivered
                Content-Type: multipart/report; boundary=x%s

                --x
                Content-Type: text/plain

                Your mail was not delivered.
                --x
                Content-Type: message/delivery-status

                %s
                --x
                %s
                --x--
                """.formatted(reportType, status, returned)).replace("\n", "\r\n");
    }

    private static final String RETURNED_HEADERS = """
            Content-Type: text/rfc822-headers

            From: desk@contoso.example
            Message-ID: <sent-1@contoso.example>
            Subject: Offer
            """;

    @Test
    void namesTheOriginalMailAndWhatBecameOfItForEachRecipient() {
        ParsedMail mail = TestMails.parse(bounce("; report-type=delivery-status", STATUS, RETURNED_HEADERS));
        DeliveryReport report = mail.deliveryReport().orElseThrow();

        assertThat(mail.kind()).isEqualTo(MailKind.BOUNCE);
        assertThat(report.originalMessageId()).contains("<sent-1@contoso.example>");
        assertThat(report.originalEnvelopeId()).contains("order-17");
        assertThat(report.reportingMta()).contains("mx.example.com");
        assertThat(report.hasFailures()).isTrue();
        assertThat(report.recipients()).hasSize(2);
        DeliveryReport.Recipient ann = report.recipients().get(0);
        assertThat(ann.address()).isEqualTo("ann.smith@example.com");
        assertThat(ann.originalAddress()).contains("ann@example.com");
        assertThat(ann.action()).isEqualTo(Action.FAILED);
        assertThat(ann.status()).contains("5.1.1");
        assertThat(ann.diagnostic()).contains("550 5.1.1 User unknown");
        assertThat(ann.isPermanent()).isTrue();
        DeliveryReport.Recipient bob = report.recipients().get(1);
        assertThat(bob.action()).isEqualTo(Action.DELAYED);
        assertThat(bob.isPermanent()).isFalse();
        assertThat(bob.diagnostic()).isEmpty();
    }

    @Test
    void isFoundWhereTheServerReturnedTheWholeMailOrForgotTheTypeOfTheReport() {
        String whole = "Content-Type: message/rfc822\n\nMessage-ID: <sent-2@contoso.example>\n\nHello\n";
        ParsedMail mail = TestMails.parse(bounce("", STATUS, whole));

        assertThat(mail.kind()).isEqualTo(MailKind.BOUNCE);
        assertThat(mail.deliveryReport().flatMap(DeliveryReport::originalMessageId))
                .contains("<sent-2@contoso.example>");
    }

    @Test
    void isReadableWhenHalfOfItIsMissing() {
        DeliveryReport report = TestMails.parse(
                        bounce("; report-type=delivery-status", "Final-Recipient: bob@example.com\nAction: eaten", ""))
                .deliveryReport()
                .orElseThrow();

        assertThat(report.originalMessageId()).isEmpty();
        assertThat(report.recipients()).singleElement().satisfies(bob -> {
            assertThat(bob.address()).isEqualTo("bob@example.com");
            assertThat(bob.action()).isEqualTo(Action.UNKNOWN);
            assertThat(bob.status()).isEmpty();
        });
        assertThat(TestMails.parse(bounce("; report-type=delivery-status", "", ""))
                        .deliveryReport()
                        .orElseThrow()
                        .recipients())
                .isEmpty();
    }

    @Test
    void isNotThereForOtherMails() {
        assertThat(TestMails.parse("Return-Path: <>\r\n\r\nreturned to sender").deliveryReport())
                .isEmpty();
        assertThat(TestMails.parse("Subject: x\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n")
                        .deliveryReport())
                .isEmpty();
    }

    @Test
    void readsAThousandRecipientsAndNotMore() {
        String many = "Reporting-MTA: dns; mx.example.com\n\n"
                + "Final-Recipient: rfc822; ann@example.com\nAction: failed\n\n".repeat(5_000);

        assertThat(TestMails.parse(bounce("; report-type=delivery-status", many, RETURNED_HEADERS))
                        .deliveryReport()
                        .orElseThrow()
                        .recipients())
                .hasSize(1_000);
    }
}
