package io.mailboxconnector.mime;

import static io.mailboxconnector.mime.MimeMessages.MESSAGES;

import io.mailboxconnector.api.DeliveryReport;
import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MailReport;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.report.DeliveryReports;
import io.mailboxconnector.mime.report.DispositionReports;
import io.mailboxconnector.mime.report.FeedbackReports;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What parsing found in the bytes of a mail.
 *
 * @param headers the headers
 * @param kind what the mail is
 * @param report what it reports about an earlier mail
 * @param plain the part that is its text
 * @param html the part that is its HTML
 * @param attachments all other parts
 */
record MailStructure(
        MailHeaders headers,
        MailKind kind,
        Optional<MailReport> report,
        Optional<MimePart> plain,
        Optional<MimePart> html,
        List<MailAttachment> attachments) {

    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> DISPOSITION =
            Set.of("message/disposition-notification", "message/global-disposition-notification");
    private static final Set<String> FEEDBACK = Set.of("message/feedback-report");
    private static final Set<String> RETURNED =
            Set.of("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");

    /** Never throws. */
    static MailStructure of(Arrival arrival, RawMail raw) {
        MailHeaders headers = new MailHeaders(new InternetHeaders());
        try {
            HeaderBlock block;
            try (InputStream in = raw.open()) {
                block = HeaderBlock.read(in);
            }
            headers = headers(block);
            if (!block.complete()) {
                throw new MessagingException("more than " + HeaderBlock.LIMIT + " bytes of headers");
            }
            MailKind kind = MailKinds.of(headers);
            return arrival.headersOnly()
                    ? new MailStructure(headers, kind, Optional.empty(), Optional.empty(), Optional.empty(), List.of())
                    : parsed(headers, kind, arrival.key().toString(), raw);
        } catch (Exception malformed) {
            MESSAGES.malformed(arrival.key().toString(), ServerText.clean(malformed.toString()));
            return new MailStructure(
                    headers, MailKind.MALFORMED, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }
    }

    private static MailStructure parsed(MailHeaders headers, MailKind kind, String key, RawMail raw) throws Exception {
        PartWalk walk = new PartWalk(key);
        AdapterLoader.call(() -> {
            walk.walk(new MimeMessage(Parsing.SESSION, raw.open()));
            return walk;
        });
        List<MailAttachment> attachments = List.copyOf(walk.attachments());
        boolean mayReport = kind == MailKind.BOUNCE || kind == MailKind.REPORT;
        Optional<MailReport> report = mayReport ? report(attachments) : Optional.empty();
        // Some servers forget to say what kind of a report it is.
        MailKind known = report.map(told -> told instanceof DeliveryReport ? MailKind.BOUNCE : MailKind.REPORT)
                .orElse(kind);
        return new MailStructure(headers, known, report, walk.plain(), walk.html(), attachments);
    }

    private static Optional<MailReport> report(List<MailAttachment> attachments) {
        return read(attachments, STATUS, DeliveryReports::read)
                .or(() -> read(attachments, DISPOSITION, DispositionReports::read))
                .or(() -> read(attachments, FEEDBACK, FeedbackReports::read));
    }

    private static Optional<MailReport> read(List<MailAttachment> attachments, Set<String> types, Reading reading) {
        return first(attachments, types).flatMap(fields -> {
            try (InputStream in = fields.content()) {
                return Optional.of(reading.read(in, first(attachments, RETURNED).flatMap(MailStructure::messageId)));
            } catch (IOException | RuntimeException unreadable) {
                return Optional.empty();
            }
        });
    }

    /** Makes a report of its fields, and of the id of the mail that is attached to it. */
    private interface Reading {
        MailReport read(InputStream fields, Optional<String> originalMessageId) throws IOException;
    }

    private static Optional<String> messageId(MailAttachment returned) {
        try (InputStream in = returned.content()) {
            return headers(HeaderBlock.read(in)).messageId();
        } catch (Exception unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<MailAttachment> first(List<MailAttachment> attachments, Set<String> types) {
        return attachments.stream()
                .filter(attachment -> types.contains(attachment.contentType()))
                .findFirst();
    }

    private static MailHeaders headers(HeaderBlock block) throws Exception {
        return AdapterLoader.call(() -> new MailHeaders(new InternetHeaders(block.open(), true)));
    }

    static Session lenient() {
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.address.strict", "false");
        lenient.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(lenient);
    }

    /** Made once, on first use: looking up the providers is dear. Never handed out. */
    private static final class Parsing {
        static final Session SESSION = lenient();
    }
}
