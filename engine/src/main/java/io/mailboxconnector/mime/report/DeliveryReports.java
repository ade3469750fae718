package io.mailboxconnector.mime.report;

import io.mailboxconnector.api.DeliveryReport;
import io.mailboxconnector.mime.text.HeaderText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the machine-readable part of a delivery status notification (RFC 3464 §2, RFC 6533 §3).
 *
 * <p>Stateless. Lenient: what is missing or unreadable is empty, and not more than 1 MiB and 1,000 recipients are read.
 */
public final class DeliveryReports {

    private static final int MOST_RECIPIENTS = 1000;
    private static final int LONGEST_DIAGNOSTIC = 1000;
    private static final Pattern STATUS = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");

    private DeliveryReports() {}

    /**
     * Reads a report.
     *
     * @param status the content of the part {@code message/delivery-status}, decoded; the caller closes it
     * @param originalMessageId the {@code Message-ID} of the returned mail, if it or its headers are attached
     * @return the report
     * @throws IOException when the content cannot be decoded
     */
    public static DeliveryReport read(InputStream status, Optional<String> originalMessageId) throws IOException {
        List<StatusFields> groups = groups(StatusFields.text(status));
        List<DeliveryReport.Recipient> recipients = new ArrayList<>();
        for (StatusFields group : groups) {
            recipient(group).ifPresent(recipients::add);
        }
        StatusFields message = groups.get(0);
        return new DeliveryReport(
                originalMessageId,
                message.value("Original-Envelope-Id").map(HeaderText::decode),
                message.value("Reporting-MTA").map(StatusFields::withoutType),
                recipients);
    }

    /** Groups end at blank lines; there is at least one, perhaps without fields. */
    private static List<StatusFields> groups(String text) {
        List<StatusFields> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        Iterator<String> lines = Stream.concat(text.lines(), Stream.of("")).iterator();
        while (lines.hasNext() && groups.size() <= MOST_RECIPIENTS) {
            String line = lines.next();
            if (!line.isBlank()) {
                group.append(line).append('\n');
            } else if (!group.isEmpty()) {
                groups.add(StatusFields.of(group.toString()));
                group.setLength(0);
            }
        }
        return groups.isEmpty() ? List.of(StatusFields.of("")) : groups;
    }

    /** Some servers forget the blank line behind the fields of the message, so the first group may name a recipient, too. */
    private static Optional<DeliveryReport.Recipient> recipient(StatusFields fields) {
        Optional<String> original = fields.value("Original-Recipient").map(StatusFields::address);
        Optional<String> address =
                fields.value("Final-Recipient").map(StatusFields::address).or(() -> original);
        return address.map(known -> new DeliveryReport.Recipient(
                known,
                original,
                fields.value("Action").map(DeliveryReport.Action::of).orElse(DeliveryReport.Action.UNKNOWN),
                fields.value("Status").flatMap(DeliveryReports::status),
                fields.value("Diagnostic-Code").map(DeliveryReports::diagnostic)));
    }

    private static Optional<String> status(String value) {
        Matcher code = STATUS.matcher(value);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private static String diagnostic(String value) {
        String words = StatusFields.withoutType(value);
        return words.length() > LONGEST_DIAGNOSTIC ? words.substring(0, LONGEST_DIAGNOSTIC) : words;
    }
}
