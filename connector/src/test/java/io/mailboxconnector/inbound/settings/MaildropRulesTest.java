package io.mailboxconnector.inbound.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.settings.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be configured with protocol=pop3. */
class MaildropRulesTest {

    @Test
    void deletingIsEnough() {
        InboundSettings settings = read("afterDelivery", "delete");

        assertThat(settings.protocol()).isEqualTo(ReadingProtocol.POP3);
        assertThat(settings.afterDelivery()).isEqualTo(Settlement.delete());
        assertThat(settings.onFailure("it failed")).isEqualTo(Settlement.keep());
        assertThat(settings.watched()).startsWith("the maildrop of ");
    }

    @Test
    void keepingNeedsALedger() {
        assertThat(read("afterDelivery", "keep", "ledgerDataSource", "java:/Orders")
                        .afterDelivery())
                .isEqualTo(Settlement.keep());
        assertThatThrownBy(() -> read("afterDelivery", "keep"))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("afterDelivery = 'keep'")
                .hasMessageContaining("Set ledgerDataSource, or use delete.");
    }

    /** Nothing is deleted that nobody wanted to be deleted, so there is no default. */
    @Test
    void whatHappensAfterDeliveryMustBeSaid() {
        assertThatThrownBy(MaildropRulesTest::read)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("afterDelivery")
                .hasMessageContaining("Use delete, or keep together with ledgerDataSource.");
    }

    @ParameterizedTest
    @CsvSource({
        "folder, Orders",
        "select, all",
        "start, since:2026-02-01",
        "idleRenewal, PT1M",
        "uidValidityChange, stop",
        "onFailure, move:Broken",
        "onFailure, flag:broken",
        "afterDelivery, move:Done"
    })
    void refusesWhatAMaildropCannotDo(String property, String value) {
        assertThatThrownBy(() -> read("afterDelivery", "delete", property, value))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(property + " = '" + value + "'")
                .hasMessageContaining("protocol=pop3");
    }

    @Test
    void theDefaultsOfAFolderAreNoFaults() {
        InboundSettings settings =
                read("afterDelivery", "delete", "folder", "INBOX", "select", "unseen", "onFailure", "move:Failed");

        assertThat(settings.onFailure("")).isEqualTo(Settlement.keep());
    }

    private static InboundSettings read(String... more) {
        Map<String, String> values =
                new HashMap<>(Map.of("connectionFactoryLookup", "java:/eis/Mailbox", "protocol", "pop3"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return InboundSettings.from(new SettingsReader(values));
    }
}
