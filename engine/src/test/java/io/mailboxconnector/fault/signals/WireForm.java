package io.mailboxconnector.fault.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxException;
import java.util.List;

/**
 * How a signal looks on the wire, and what the connector makes of it.
 *
 * @param number the number of the signal
 * @param wire the line or the answer of the server
 * @param code the expected code
 * @param category the expected category
 */
public record WireForm(int number, String wire, String code, Category category) {

    /** One of these for each signal with signs that is met at a door. */
    public static void assertComplete(Phase phase, List<WireForm> forms) {
        assertThat(forms)
                .extracting(WireForm::number)
                .containsAll(SignalCatalogue.signals().stream()
                        .filter(signal -> signal.phase() == phase)
                        .filter(signal -> !signal.signs().isEmpty())
                        .map(Signal::number)
                        .toList());
    }

    /** The signal itself. */
    public Signal signal() {
        return SignalCatalogue.signals().stream()
                .filter(signal -> signal.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** The failure has the code of the signal, and says its meaning and its remedy with these values. */
    public void assertExplainedBy(MailboxException failure, KnownValues values) {
        assertThat(signal().category()).isEqualTo(category);
        assertThat(signal().codes()).contains(code);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(signal().explanation(values));
    }
}
