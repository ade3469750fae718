package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.DispositionReport;
import io.mailboxconnector.api.DispositionReport.Disposition;
import io.mailboxconnector.api.FeedbackReport;
import io.mailboxconnector.api.MailKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of mail programs (RFC 8098) and complaints (RFC 5965), as typed values. */
class MailReportTest {

    private static final String RECEIPT = """
            Reporting-UA: joes-pc.cs.example.com; Foomail 97.1
            Original-Recipient: rfc822;Joe_Recipient@example.com
            Final-Recipient: rfc822;Joe_Recipient@example.com
            Original-Message-ID: <199509192301.23456@example.org>
            Disposition: manual-action/MDN-sent-manually; displayed
            """;

    private static final String COMPLAINT = """
            Feedback-Type: abuse
            User-Agent: SomeGenerator/1.0
            Version: 1
            Original-Mail-From: <somespammer@example.net>
            Original-Rcpt-To: <user@example.com>
            Original-Rcpt-To: <other@example.com>
            Received-Date: Thu, 8 Mar 2005 14:00:00 EDT
            Source-IP: 192.0.2.2
            Reported-Domain: example.net
            Incidents: 3
            """;

    private static ParsedMail report(String type, String part, String fields) {
        return TestMails.parse(("""
                From: abusedesk@example.com
                Subject: FW: Earn money
                Content-Type: multipart/report; report-type=%s; boundary=x

                --x
                Content-Type: text/plain

                For people.
                --x
                Content-Type: %s

                %s
                --x
                Content-Type: message/rfc822

                From: desk@contoso.example
                Message-ID: <sent-1@contoso.example>

                Hello
                --x--
                """.formatted(type, part, fields)).replace("\n", "\r\n"));
    }

    @Test
    void aReceiptTellsWhatBecameOfTheMail() {
        ParsedMail mail = report("disposition-notification", "message/disposition-notification", RECEIPT);
        DispositionReport receipt = (DispositionReport) mail.report().orElseThrow();

        assertThat(mail.kind()).isEqualTo(MailKind.REPORT);
        assertThat(mail.deliveryReport()).isEmpty();
        assertThat(receipt.originalMessageId()).contains("<199509192301.23456@example.org>");
        assertThat(receipt.finalRecipient()).contains("Joe_Recipient@example.com");
        assertThat(receipt.originalRecipient()).contains("Joe_Recipient@example.com");
        assertThat(receipt.reportingAgent()).contains("joes-pc.cs.example.com; Foomail 97.1");
        assertThat(receipt.disposition()).isEqualTo(Disposition.DISPLAYED);
        assertThat(receipt.isAutomatic()).isFalse();
        assertThat(receipt.error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "automatic-action/MDN-sent-automatically; deleted, DELETED, true",
        "Automatic-Action/MDN-sent-automatically;Processed/error, PROCESSED, true",
        "manual-action/MDN-sent-manually; dispatched, DISPATCHED, false",
        "displayed, DISPLAYED, false",
        "manual-action/MDN-sent-manually; eaten, UNKNOWN, false"
    })
    void dispositionsAreReadAsTheyAreWritten(String written, Disposition expected, boolean automatic) {
        DispositionReport receipt = (DispositionReport) report(
                        "disposition-notification",
                        "message/disposition-notification",
                        "Disposition: " + written + "\nError: out of ink")
                .report()
                .orElseThrow();

        assertThat(receipt.disposition()).isEqualTo(expected);
        assertThat(receipt.isAutomatic()).isEqualTo(automatic);
        assertThat(receipt.error()).contains("out of ink");
        assertThat(receipt.originalMessageId()).contains("<sent-1@contoso.example>");
    }

    @Test
    void aComplaintNamesTheMailAndWhereItCameFrom() {
        ParsedMail mail = report("feedback-report", "message/feedback-report", COMPLAINT);
        FeedbackReport complaint = (FeedbackReport) mail.report().orElseThrow();

        assertThat(mail.kind()).isEqualTo(MailKind.REPORT);
        assertThat(complaint.originalMessageId()).contains("<sent-1@contoso.example>");
        assertThat(complaint.type()).isEqualTo(FeedbackReport.Type.ABUSE);
        assertThat(complaint.reportingAgent()).contains("SomeGenerator/1.0");
        assertThat(complaint.originalSender()).contains("somespammer@example.net");
        assertThat(complaint.originalRecipients()).containsExactly("user@example.com", "other@example.com");
        assertThat(complaint.arrivedAt()).contains(Instant.parse("2005-03-08T18:00:00Z"));
        assertThat(complaint.sourceAddress()).contains("192.0.2.2");
        assertThat(complaint.reportedDomains()).containsExactly("example.net");
        assertThat(complaint.incidents()).isEqualTo(3);
    }

    @Test
    void whatAComplaintDoesNotSayIsEmpty() {
        FeedbackReport complaint = (FeedbackReport)
                report("feedback-report", "message/feedback-report", "Incidents: many\nArrival-Date: soon")
                        .report()
                        .orElseThrow();

        assertThat(complaint.type()).isEqualTo(FeedbackReport.Type.OTHER);
        assertThat(complaint.arrivedAt()).isEmpty();
        assertThat(complaint.originalRecipients()).isEmpty();
        assertThat(complaint.incidents()).isEqualTo(1);
    }
}
