package io.mailboxconnector.auth.store;

import static io.mailboxconnector.auth.store.StoreMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.database.Row;
import io.mailboxconnector.database.SqlSession;
import io.mailboxconnector.database.dialect.Column;
import io.mailboxconnector.database.dialect.ColumnType;
import io.mailboxconnector.database.dialect.Table;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.Secret;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens in a table, which all nodes share: per person a row with the sealed token and who uses it until when.
 *
 * <p>Each step is a transaction of its own, whatever the caller's: no connection is kept while an authorization server is
 * asked, and what was stored survives a rollback. A node that dies leaves a lease behind, which ends by itself after
 * {@link #LEASE}; the clocks of the nodes may differ by less than that. Safe for use by any number of threads.
 */
public final class TableTokens implements RefreshTokenStore {

    /** The table. */
    public static final Table TABLE = Table.of(
            "mbx_refresh_token",
            List.of(
                    Column.text("place", 64),
                    Column.of("sealed", ColumnType.LONG_TEXT).orNull(),
                    Column.of("version", ColumnType.LONG),
                    Column.text("used_by", 36).orNull(),
                    Column.of("used_until", ColumnType.INSTANT)),
            List.of("place"));

    /** Much longer than a token request can take. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final String ENTER = "UPDATE mbx_refresh_token SET used_by = ?, used_until = ?"
            + " WHERE place = ? AND (used_by IS NULL OR used_until < ?)";
    private static final String VERSION = "SELECT version FROM mbx_refresh_token WHERE place = ?";
    private static final String LOAD = "SELECT sealed FROM mbx_refresh_token WHERE place = ? AND sealed IS NOT NULL";

    /** Also without the lease, as long as nobody has stored anything meanwhile: then ours is the newer one. */
    private static final String REPLACE = "UPDATE mbx_refresh_token SET sealed = ?, version = version + 1"
            + " WHERE place = ? AND (used_by = ? OR version = ?)";

    private static final String LEAVE = "UPDATE mbx_refresh_token SET used_by = NULL WHERE place = ? AND used_by = ?";

    private final Database database;
    private final TokenSeal seal;
    private final Turn turn;
    private final Clock clock;

    /**
     * Creates the store; asks nobody.
     *
     * @param database has {@link #TABLE}
     * @param keys what seals the tokens
     * @param pause how to wait for others
     * @param clock when a lease ends
     */
    public TableTokens(Database database, StoreKeys keys, Pause pause, Clock clock) {
        this.database = database;
        this.seal = new TokenSeal(keys);
        this.turn = new Turn(pause);
        this.clock = clock;
    }

    @Override
    public Slot open(PrincipalKey key) {
        String place = PlaceName.of(key);
        String user = UUID.randomUUID().toString();
        long version = turn.take(
                key.principal(), described(place), () -> database.alone(session -> enter(session, place, user)));
        return new TableSlot(key, place, user, version);
    }

    private Optional<Long> enter(SqlSession session, String place, String user) throws SQLException {
        long now = clock.millis();
        if (session.update(ENTER, user, now + LEASE.toMillis(), place, now) == 1) {
            return session.query(VERSION, row -> row.getLong(1), place).stream().findFirst();
        }
        if (session.query(VERSION, row -> row.getLong(1), place).isEmpty()) {
            session.insertAbsent(TABLE, List.of(Row.of(place, null, 0L, null, 0L)));
        }
        return Optional.empty();
    }

    private static String described(String place) {
        return TABLE.name() + " (place " + place + ")";
    }

    /** One person's row, while it is leased. */
    private final class TableSlot implements Slot {

        private final PrincipalKey key;
        private final String place;
        private final String user;
        private final long version;
        private boolean closed;

        TableSlot(PrincipalKey key, String place, String user, long version) {
            this.key = key;
            this.place = place;
            this.user = user;
            this.version = version;
        }

        @Override
        public Optional<Secret> load() {
            List<String> sealed = database.alone(session -> session.query(LOAD, row -> row.getString(1), place));
            return sealed.stream().findFirst().map(text -> seal.open(key, text, described(place)));
        }

        @Override
        public void replace(Secret refreshToken) {
            String sealed = seal.seal(key, refreshToken);
            if (database.alone(session -> session.update(REPLACE, sealed, place, user, version)) == 0) {
                throw MESSAGES.overtaken(key.principal(), described(place));
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                int ignored = database.alone(session -> session.update(LEAVE, place, user));
            } catch (MailboxException e) {
                StoreLog.LOG.leaseNotReleased(e, described(place), LEASE);
            }
        }
    }
}
