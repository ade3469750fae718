package io.mailboxconnector.adapter;

import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Sign;
import io.mailboxconnector.fault.signals.Signal;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes {@code docs/admin/troubleshooting.md} from the catalogue of signals. */
final class TroubleshootingPage {

    private TroubleshootingPage() {}

    static String text() {
        return """
                # Troubleshooting

                Generated from the code; do not edit.

                What authorization servers and mail servers say when something is wrong, what it means, and what to do. The
                connector says the same in its exceptions and in the log, with your own values in place of `<tenantId>`,
                `<clientId>` and `<mailbox>`; `mailbox-doctor errors MBX13003` prints the part of one code. All codes stand
                in [messages](../reference/messages.md).

                Search this page for the number (`AADSTS…`), for the words of the server, or for the code (`MBX…`). Numbers
                and words only choose the explanation. What the connector does, such as trying again or giving up, follows
                from the fields and reply codes of the protocols.

                Test an account step by step with `mailbox-doctor check account.properties`.

                %s""".formatted(
                Arrays.stream(Phase.values()).map(TroubleshootingPage::section).collect(Collectors.joining("\n")));
    }

    private static String section(Phase phase) {
        String rows = SignalCatalogue.signals().stream()
                .filter(signal -> signal.phase() == phase)
                .map(TroubleshootingPage::row)
                .collect(Collectors.joining());
        return """
                ## %s

                | No | Seen | Reported as | Meaning | What to do | Who |
                |---|---|---|---|---|---|
                %s""".formatted(phase.title(), rows);
    }

    private static String row(Signal signal) {
        String seen = signal.signs().isEmpty()
                ? "anything else"
                : signal.signs().stream().map(Sign::shown).collect(Collectors.joining(", "));
        String codes = signal.codes().stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
        String explanation = signal.explanation(KnownValues.NONE);
        String remedy = signal.remedy(KnownValues.NONE);
        String meaning = explanation.substring(0, explanation.length() - remedy.length() - 1);
        return "| %d | %s | %s | %s | %s | %s |\n"
                .formatted(
                        signal.number(),
                        cell(seen),
                        codes,
                        cell(RaXml.escaped(meaning)),
                        cell(RaXml.escaped(remedy)),
                        signal.category().words());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
