package io.mailboxconnector.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator can do about an error of Microsoft Entra, by the AADSTS number in its answer. Texts only: what the
 * connector does follows from the {@code error} code of the answer, since the numbers may change.
 */
enum EntraRemedy {
    WRONG_SECRET(
            "The property clientSecret must hold the value of a client secret, not its secret id, and it must belong to this"
                    + " clientId. Copy the value of a new secret.",
            7000215),
    EXPIRED_SECRET(
            "The client secret has expired. Create a new one in Entra and put its value into clientSecret.", 7000222),
    NO_SECRET("Entra saw no client secret. Set the property clientSecret.", 7000218, 7000216),
    UNKNOWN_CLIENT(
            "This tenant has no such application. Compare clientId with the application (client) id and tenantId with the"
                    + " directory (tenant) id; an application of another tenant needs admin consent in this one.",
            700016),
    UNKNOWN_TENANT(
            "There is no such tenant. Set tenantId to the directory (tenant) id, and use the authority of the right national"
                    + " cloud.",
            90002,
            900023),
    BAD_ASSERTION(
            "The client's assertion was not accepted: its certificate must be uploaded to the application, and the clock of"
                    + " this machine must be right.",
            700027,
            50012,
            50013),
    DISABLED_CLIENT("The application is disabled. Enable it in Entra under Enterprise applications.", 70001, 7000112),
    NO_CONSENT("Nobody consented. Grant admin consent on the page API permissions of the application.", 65001, 90094),
    MISSING_PERMISSION(
            "The application lacks the permission. Add IMAP.AccessAsApp and SMTP.SendAsApp of Office 365 Exchange Online to"
                    + " its API permissions and grant admin consent.",
            650056,
            650057,
            65005),
    UNKNOWN_RESOURCE(
            "The tenant does not know the resource of the property scope. Use https://outlook.office365.com/.default (or the"
                    + " one of your national cloud), and check that the tenant has Exchange Online.",
            500011,
            650052,
            50001),
    WRONG_SCOPE(
            "The property scope is not valid. For a client secret it must be exactly one resource with /.default, such as"
                    + " https://outlook.office365.com/.default.",
            70011,
            1002012,
            28002,
            28003),
    CONDITIONAL_ACCESS(
            "A Conditional Access policy blocks the sign-in. Look it up in the sign-in log by the correlation id, and exclude"
                    + " the application or admit this address.",
            53003,
            530032,
            53000),
    OTHER_CLOUD("The tenant lives in another national cloud. Set the authority of that cloud.", 90038, 900382, 900432),
    SINGLE_TENANT(
            "The authority must name the tenant: set tenantId to the directory (tenant) id.", 50059, 50128, 9002332),
    REQUEST_LOOP(
            "Entra saw too many equal requests. Check whether other programs use the same client; the connector waits.",
            50196,
            90055),
    PASSING_TROUBLE("Entra has a passing problem; nothing has to be changed.", 90033, 90024, 50033, 90006);

    private final String text;

    /** Unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Integer> numbers;

    EntraRemedy(String text, Integer... numbers) {
        this.text = text;
        this.numbers = List.of(numbers);
    }

    /** The remedy for the first number that has one. */
    static Optional<EntraRemedy> of(Set<Integer> aadstsNumbers) {
        return aadstsNumbers.stream()
                .flatMap(number -> Arrays.stream(values()).filter(remedy -> remedy.numbers.contains(number)))
                .findFirst();
    }

    /** The remedy in words, with the names of the properties. */
    String text() {
        return text;
    }
}
