package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.database.Row;
import io.mailboxconnector.database.SqlSession;
import io.mailboxconnector.database.dialect.Selection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The ledger in the tables of a database. Thread-safe. */
final class TableLedger implements Ledger {

    /** So often old rows are looked for. */
    private static final Duration SWEEP_PAUSE = Duration.ofHours(1);

    /** So many old rows go at once, so that nobody waits long for their locks. */
    private static final int SWEPT_AT_ONCE = 1000;

    /** A cursor that stands still needs what lies before it, however old it is. */
    private static final String OLD = "expires_at < ? AND NOT EXISTS (SELECT 1 FROM mbx_cursor c"
            + " WHERE c.scope = mbx_ledger.scope AND c.settled_up_to < mbx_ledger.mail_uid)";

    private final Database database;
    private final String consumer;
    private final Duration retention;
    private final Clock clock;
    private final AtomicReference<Instant> sweepAt;

    TableLedger(Database database, String consumer, Duration retention, Clock clock) {
        this.database = database;
        this.consumer = consumer;
        this.retention = retention;
        this.clock = clock;
        this.sweepAt = new AtomicReference<>(clock.instant());
    }

    @Override
    public Set<MessageKey> enter(List<MessageKey> mails) {
        return database.join(session -> insert(session, mails));
    }

    @Override
    public Set<MessageKey> missing(List<MessageKey> mails) {
        Set<MessageKey> missing = new LinkedHashSet<>(mails);
        database.alone(session -> {
            for (MessageKey mail : mails) {
                boolean known = !session.query(
                                "SELECT mail_uid FROM mbx_ledger WHERE scope = ? AND mail_uid = ?",
                                row -> row.getLong(1),
                                scope(mail),
                                mail.uid())
                        .isEmpty();
                if (known) {
                    missing.remove(mail);
                }
            }
            return missing;
        });
        return missing;
    }

    @Override
    public void record(List<MessageKey> mails) {
        database.alone(session -> insert(session, mails));
    }

    private Set<MessageKey> insert(SqlSession session, List<MessageKey> mails) throws SQLException {
        long now = clock.millis();
        // In one order on all nodes, or two of them could wait for each other.
        List<MessageKey> sorted = mails.stream()
                .sorted(Comparator.comparing(MessageKey::uidValidity).thenComparing(MessageKey::uid))
                .toList();
        Map<Row, MessageKey> rows = new LinkedHashMap<>();
        sorted.forEach(mail -> rows.put(
                Row.of(
                        scope(mail),
                        mail.uid(),
                        Scope.shown(consumer),
                        Scope.shown(mail.mailbox()),
                        Scope.shown(mail.folder()),
                        mail.uidValidity(),
                        now,
                        now + retention.toMillis()),
                mail));
        Set<MessageKey> inserted = new LinkedHashSet<>();
        session.insertAbsent(LedgerTables.LEDGER, List.copyOf(rows.keySet()))
                .forEach(row -> inserted.add(rows.get(row)));
        return inserted;
    }

    @Override
    public Map<MessageKey, Integer> failed(List<MessageKey> mails) {
        return database.alone(session -> {
            Map<MessageKey, Integer> counts = new HashMap<>();
            for (MessageKey mail : mails) {
                counts.put(mail, count(session, mail));
            }
            return counts;
        });
    }

    private int count(SqlSession session, MessageKey mail) throws SQLException {
        String scope = scope(mail);
        long expiry = clock.millis() + retention.toMillis();
        session.insertAbsent(LedgerTables.ATTEMPTS, List.of(Row.of(scope, mail.uid(), 0, expiry)));
        session.update(
                "UPDATE mbx_attempt SET attempts = attempts + 1, expires_at = ? WHERE scope = ? AND mail_uid = ?",
                expiry,
                scope,
                mail.uid());
        return session.query(
                        "SELECT attempts FROM mbx_attempt WHERE scope = ? AND mail_uid = ?",
                        row -> row.getInt(1),
                        scope,
                        mail.uid())
                .get(0);
    }

    @Override
    public Map<Long, Integer> attempts(MessageKey anyMail) {
        return database.alone(session -> {
            Map<Long, Integer> attempts = new HashMap<>();
            session.query(
                            "SELECT mail_uid, attempts FROM mbx_attempt WHERE scope = ?",
                            row -> Map.entry(row.getLong(1), row.getInt(2)),
                            scope(anyMail))
                    .forEach(entry -> attempts.put(entry.getKey(), entry.getValue()));
            return attempts;
        });
    }

    @Override
    public void forgetFailures(List<MessageKey> mails) {
        List<Row> rows =
                mails.stream().map(mail -> Row.of(scope(mail), mail.uid())).toList();
        database.alone(session -> {
            session.updateAll("DELETE FROM mbx_attempt WHERE scope = ? AND mail_uid = ?", rows);
            return rows;
        });
    }

    @Override
    public void sweep() {
        Instant due = sweepAt.get();
        Instant now = clock.instant();
        if (now.isBefore(due) || !sweepAt.compareAndSet(due, now.plus(SWEEP_PAUSE))) {
            return;
        }
        database.alone(session -> {
            boolean more = sweep(session, "mbx_ledger", OLD) | sweep(session, "mbx_attempt", "expires_at < ?");
            if (more) {
                sweepAt.set(now);
            }
            return more;
        });
    }

    private boolean sweep(SqlSession session, String table, String condition) throws SQLException {
        List<Row> old = session.select(
                new Selection("scope, mail_uid", table, condition, "expires_at", SWEPT_AT_ONCE),
                row -> Row.of(row.getString(1), row.getLong(2)),
                clock.millis());
        session.updateAll("DELETE FROM " + table + " WHERE scope = ? AND mail_uid = ?", old);
        return old.size() == SWEPT_AT_ONCE;
    }

    private String scope(MessageKey mail) {
        return Scope.of(consumer, mail).id();
    }
}
