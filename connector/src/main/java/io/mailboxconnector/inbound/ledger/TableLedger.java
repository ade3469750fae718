package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.database.Row;
import io.mailboxconnector.database.SqlSession;
import io.mailboxconnector.database.dialect.Selection;
import io.mailboxconnector.inbound.settings.SettlementFormat;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** The ledger in the tables of a database. Thread-safe. */
final class TableLedger implements Ledger {

    /** So often old rows are looked for. */
    private static final Duration SWEEP_PAUSE = Duration.ofHours(1);

    /** So many old rows go at once, so that nobody waits long for their locks. */
    private static final int SWEPT_AT_ONCE = 1000;

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
    public Answer enter(List<MessageKey> mails) {
        return database.join(session -> {
            Set<MessageKey> fresh = insert(session, mails);
            Map<MessageKey, Settlement> chosen = new HashMap<>();
            for (MessageKey mail : mails) {
                if (!fresh.contains(mail)) {
                    find(session, mail).flatMap(entry -> entry).ifPresent(choice -> chosen.put(mail, choice));
                }
            }
            return new Answer(fresh, chosen);
        });
    }

    @Override
    public void choose(Map<MessageKey, Settlement> chosen) {
        database.join(session -> update(session, chosen));
    }

    @Override
    public Answer look(List<MessageKey> mails) {
        return database.alone(session -> {
            Set<MessageKey> fresh = new HashSet<>();
            Map<MessageKey, Settlement> chosen = new HashMap<>();
            for (MessageKey mail : mails) {
                Optional<Optional<Settlement>> entry = find(session, mail);
                if (entry.isEmpty()) {
                    fresh.add(mail);
                } else {
                    entry.get().ifPresent(choice -> chosen.put(mail, choice));
                }
            }
            return new Answer(fresh, chosen);
        });
    }

    @Override
    public void record(List<MessageKey> mails, Map<MessageKey, Settlement> chosen) {
        database.alone(session -> {
            insert(session, mails);
            return update(session, chosen);
        });
    }

    /** The entry of a mail, if there is one: the settlement that was chosen, if one was. */
    private Optional<Optional<Settlement>> find(SqlSession session, MessageKey mail) throws SQLException {
        return session
                .query(
                        "SELECT settlement FROM mbx_ledger WHERE scope = ? AND mail_uid = ?",
                        row -> Optional.ofNullable(row.getString(1)).map(SettlementFormat::settlement),
                        scope(mail),
                        mail.uid())
                .stream()
                .findFirst();
    }

    private Map<MessageKey, Settlement> update(SqlSession session, Map<MessageKey, Settlement> chosen)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        chosen.forEach((mail, settlement) -> {
            String text = SettlementFormat.text(settlement);
            // A name that no server could have is the only one that is longer; it is refused there soon enough.
            if (text.length() <= LedgerTables.LONGEST_SETTLEMENT) {
                rows.add(Row.of(text, scope(mail), mail.uid()));
            }
        });
        session.updateAll("UPDATE mbx_ledger SET settlement = ? WHERE scope = ? AND mail_uid = ?", rows);
        return chosen;
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
                        now + retention.toMillis(),
                        null),
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
            delete(session, LedgerTables.ATTEMPTS.name(), rows);
            return rows;
        });
    }

    @Override
    public void sweep(MessageKey anyMail, Set<MessageKey> selected) {
        Instant due = sweepAt.get();
        Instant now = clock.instant();
        if (now.isBefore(due) || !sweepAt.compareAndSet(due, now.plus(SWEEP_PAUSE))) {
            return;
        }
        Set<Long> needed = selected.stream().map(MessageKey::uid).collect(Collectors.toSet());
        database.alone(session -> {
            boolean more = false;
            for (String table : List.of(LedgerTables.LEDGER.name(), LedgerTables.ATTEMPTS.name())) {
                more |= sweepOwn(session, table, scope(anyMail), needed);
                more |= sweepOthers(session, table, scope(anyMail));
            }
            if (more) {
                sweepAt.set(now);
            }
            return more;
        });
    }

    /** What is still selected would be delivered again if nobody knew it any more. */
    private boolean sweepOwn(SqlSession session, String table, String scope, Set<Long> needed) throws SQLException {
        List<Long> old = session.select(
                new Selection("mail_uid", table, "scope = ? AND " + unneeded(table), "expires_at", SWEPT_AT_ONCE),
                row -> row.getLong(1),
                scope,
                clock.millis());
        long expiry = clock.millis() + retention.toMillis();
        session.updateAll(
                "UPDATE " + table + " SET expires_at = ? WHERE scope = ? AND mail_uid = ?",
                old.stream()
                        .filter(needed::contains)
                        .map(uid -> Row.of(expiry, scope, uid))
                        .toList());
        delete(
                session,
                table,
                old.stream()
                        .filter(uid -> !needed.contains(uid))
                        .map(uid -> Row.of(scope, uid))
                        .toList());
        return old.size() == SWEPT_AT_ONCE;
    }

    /** Rows of others, which know what they need and had as much time again to look after it: they have gone. */
    private boolean sweepOthers(SqlSession session, String table, String scope) throws SQLException {
        List<Row> old = session.select(
                new Selection(
                        "scope, mail_uid", table, "scope <> ? AND " + unneeded(table), "expires_at", SWEPT_AT_ONCE),
                row -> Row.of(row.getString(1), row.getLong(2)),
                scope,
                clock.millis() - retention.toMillis());
        delete(session, table, old);
        return old.size() == SWEPT_AT_ONCE;
    }

    /** A cursor that stands still needs what lies before it, however old it is. */
    private static String unneeded(String table) {
        return "expires_at < ? AND NOT EXISTS (SELECT 1 FROM mbx_cursor c WHERE c.scope = " + table
                + ".scope AND c.settled_up_to < " + table + ".mail_uid)";
    }

    private static void delete(SqlSession session, String table, List<Row> keys) throws SQLException {
        session.updateAll("DELETE FROM " + table + " WHERE scope = ? AND mail_uid = ?", keys);
    }

    private String scope(MessageKey mail) {
        return Scope.of(consumer, mail).id();
    }
}
