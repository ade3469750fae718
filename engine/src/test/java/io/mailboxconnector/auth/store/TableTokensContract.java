package io.mailboxconnector.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table adds to the contract of a store: leases. */
abstract class TableTokensContract extends RefreshTokenStoreContract {

    abstract TestDatabase database();

    @Override
    RefreshTokenStore node(StoreKeys keys) {
        return node(keys, Clock.systemUTC());
    }

    private RefreshTokenStore node(StoreKeys keys, Clock clock) {
        Database there = Database.of(database().plain(), "tokens", List.of(TableTokens.TABLE), () -> false);
        return new TableTokens(there, keys, SHORT, clock);
    }

    @Override
    String raw() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database().plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT place, sealed FROM mbx_refresh_token")) {
            while (rows.next()) {
                all.append(rows.getString(1))
                        .append(' ')
                        .append(rows.getString(2))
                        .append('\n');
            }
        }
        return all.toString();
    }

    @Override
    void swapAdaForBob() throws Exception {
        database()
                .execute("UPDATE mbx_refresh_token SET sealed = (SELECT t.sealed FROM mbx_refresh_token t WHERE"
                        + " t.place = '" + PlaceName.of(ADA) + "') WHERE place = '" + PlaceName.of(BOB) + "'");
    }

    @Test
    void takesTheLeaseOfANodeThatDied() {
        Instant start = Instant.parse("2026-11-25T10:00:00Z");
        RefreshTokenStore died = node(keys(KEY_1), Clock.fixed(start, ZoneOffset.UTC));
        store(died, ADA, "old");
        RefreshTokenStore.Slot leftOpen = died.open(ADA);

        RefreshTokenStore later =
                node(keys(KEY_1), Clock.fixed(start.plus(TableTokens.LEASE).plusMillis(1), ZoneOffset.UTC));
        assertThat(load(later, ADA)).contains("old");
        assertThat(leftOpen.load()).map(Secret::reveal).contains("old");
    }

    @Test
    void aNodeThatWokeUpTooLateStoresItsTokenUnlessThereIsANewerOne() {
        Instant start = Instant.parse("2026-11-25T10:00:00Z");
        Clock late = Clock.fixed(start.plus(Duration.ofMinutes(5)), ZoneOffset.UTC);
        RefreshTokenStore sleeper = node(keys(KEY_1), Clock.fixed(start, ZoneOffset.UTC));

        try (RefreshTokenStore.Slot slept = sleeper.open(ADA)) {
            assertThat(load(node(keys(KEY_1), late), ADA)).isEmpty();
            slept.replace(Secret.of("of the sleeper"));
        }
        assertThat(load(node(keys(KEY_1), late), ADA)).contains("of the sleeper");

        try (RefreshTokenStore.Slot slept = sleeper.open(ADA)) {
            store(node(keys(KEY_1), late), ADA, "newer");
            assertThatThrownBy(() -> slept.replace(Secret.of("older")))
                    .isInstanceOf(MailboxUnavailable.class)
                    .hasMessageStartingWith("MBX11207");
        }
        assertThat(load(node(keys(KEY_1), late), ADA)).contains("newer");
    }
}
