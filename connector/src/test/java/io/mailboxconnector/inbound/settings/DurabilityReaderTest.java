package io.mailboxconnector.inbound.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.settings.SettingsReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurabilityReaderTest {

    @Test
    void nothingIsRememberedByDefault() {
        assertThat(read(Map.of()).durability()).isEqualTo(DurabilitySettings.NONE);
    }

    @Test
    void aLedgerHasItsRetentionAndItsName() {
        DurabilitySettings durability = read(Map.of(
                        "ledgerDataSource", "java:/Orders", "ledgerRetention", "P7D", "consumerName", "invoices"))
                .durability();

        assertThat(durability.ledgerDataSource()).isEqualTo(Optional.of("java:/Orders"));
        assertThat(durability.ledgerRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(durability.consumerName()).isEqualTo(Optional.of("invoices"));
    }

    @Test
    void aCursorMayMarkMailsAsReadAndStartWithNewOnes() {
        InboundSettings settings = read(Map.of(
                "ledgerDataSource", "java:/Orders",
                "select", "cursor",
                "start", "new",
                "uidValidityChange", "replayUnseen"));

        assertThat(settings.select()).isEqualTo(new Selection.Cursor());
        assertThat(settings.start()).isEqualTo(new Start.New());
        assertThat(settings.durability().uidValidityChange()).isEqualTo(UidValidityPolicy.REPLAY_UNSEEN);
    }

    @Test
    void aCursorWithoutADatabaseIsRefused() {
        assertThatThrownBy(() -> read(Map.of("select", "cursor")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("select")
                .hasMessageContaining("ledgerDataSource");
    }

    @Test
    void aNameIsOfUseWithoutADatabaseToo() {
        assertThat(read(Map.of("consumerName", "invoices")).durability().consumerName())
                .isEqualTo(Optional.of("invoices"));
    }

    @Test
    void whatHasNoEffectIsRefused() {
        assertThatThrownBy(() -> read(Map.of("ledgerRetention", "P7D", "uidValidityChange", "stop")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("ledgerRetention")
                .hasMessageContaining("uidValidityChange");
    }

    @Test
    void defaultsAreNeverRefused() {
        assertThat(read(Map.of(
                                "ledgerRetention", DurabilityReader.LEDGER_RETENTION,
                                "uidValidityChange", DurabilityReader.UID_VALIDITY_CHANGE))
                        .durability())
                .isEqualTo(DurabilitySettings.NONE);
    }

    private static InboundSettings read(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("connectionFactoryLookup", "java:/eis/Mailbox");
        return InboundSettings.from(new SettingsReader(all));
    }
}
