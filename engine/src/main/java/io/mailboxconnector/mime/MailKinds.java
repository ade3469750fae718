package io.mailboxconnector.mime;

import io.mailboxconnector.api.MailKind;
import jakarta.mail.internet.ContentType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Judges by its headers whether a mail was written by a person (RFC 3834 §2, 3464 §2, 8098 §3, 2919).
 *
 * <p>{@code X-Auto-Response-Suppress} is no sign of a machine: Outlook writes it into ordinary mail.
 */
final class MailKinds {

    private static final Set<String> MASS_MAIL = Set.of("bulk", "list", "junk");

    private MailKinds() {}

    static MailKind of(MailHeaders headers) {
        Optional<ContentType> type = headers.contentType();
        if (type.isPresent() && type.get().match("multipart/report")) {
            return "delivery-status".equalsIgnoreCase(type.get().getParameter("report-type"))
                    ? MailKind.BOUNCE
                    : MailKind.REPORT;
        }
        if (headers.all("Return-Path").stream()
                .anyMatch(path -> path.replace(" ", "").equals("<>"))) {
            return MailKind.BOUNCE;
        }
        return isAutomatic(headers) ? MailKind.AUTOMATIC : MailKind.ORDINARY;
    }

    private static boolean isAutomatic(MailHeaders headers) {
        return headers.all("Auto-Submitted").stream()
                        .map(MailKinds::keyword)
                        .anyMatch(value -> !value.isEmpty() && !value.equals("no"))
                || headers.all("Precedence").stream().map(MailKinds::keyword).anyMatch(MASS_MAIL::contains)
                || headers.all("List-Id").stream().anyMatch(value -> !value.isBlank());
    }

    /** The first word in lower case, without parameters and comments. */
    private static String keyword(String value) {
        return value.split("[;(\\s]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
