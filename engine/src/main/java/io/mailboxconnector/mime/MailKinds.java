package io.mailboxconnector.mime;

import io.mailboxconnector.api.MailKind;
import jakarta.mail.internet.ContentType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Judges by its headers what a mail is (RFC 3834 §2 and §5, 3464 §2, 8098 §3, 5965 §2, 2919, 2369).
 *
 * <p>{@code X-Auto-Response-Suppress} is no sign of a machine: Outlook writes it into ordinary mail. {@code Precedence} alone is
 * none either: it was never standardised, and people's mail programs write it.
 */
final class MailKinds {

    private static final Set<String> MASS_MAIL = Set.of("bulk", "list");
    private static final List<String> OTHER_LIST_HEADERS =
            List.of("List-Unsubscribe", "List-Subscribe", "List-Help", "List-Owner", "List-Archive");

    private MailKinds() {}

    static MailKind of(MailHeaders headers) {
        Optional<ContentType> type = headers.contentType();
        if (type.isPresent() && type.get().match("multipart/report")) {
            return "delivery-status".equalsIgnoreCase(type.get().getParameter("report-type"))
                    ? MailKind.BOUNCE
                    : MailKind.REPORT;
        }
        if (isAutomatic(headers)) {
            return MailKind.AUTO_REPLY;
        }
        if (headers.all("Return-Path").stream()
                .anyMatch(path -> path.replace(" ", "").equals("<>"))) {
            return MailKind.BOUNCE;
        }
        return isList(headers) ? MailKind.LIST : MailKind.ORDINARY;
    }

    private static boolean isAutomatic(MailHeaders headers) {
        return headers.all("Auto-Submitted").stream()
                .map(MailKinds::keyword)
                .anyMatch(value -> !value.isEmpty() && !value.equals("no"));
    }

    private static boolean isList(MailHeaders headers) {
        boolean mass =
                headers.all("Precedence").stream().map(MailKinds::keyword).anyMatch(MASS_MAIL::contains);
        return isThere(headers, "List-Id")
                || isThere(headers, "List-Post")
                || (mass && OTHER_LIST_HEADERS.stream().anyMatch(name -> isThere(headers, name)));
    }

    private static boolean isThere(MailHeaders headers, String name) {
        return headers.all(name).stream().anyMatch(value -> !value.isBlank());
    }

    /** The first word in lower case, without parameters and comments. */
    private static String keyword(String value) {
        return value.split("[;(\\s]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
