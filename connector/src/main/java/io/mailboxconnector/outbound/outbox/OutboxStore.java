package io.mailboxconnector.outbound.outbox;

import static io.mailboxconnector.outbound.outbox.OutboxMessages.MESSAGES;

import io.mailboxconnector.database.Database;
import io.mailboxconnector.database.Row;
import io.mailboxconnector.database.SqlSession;
import io.mailboxconnector.database.dialect.Selection;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.mime.spool.SpooledMail;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one queue. Every method but {@link #insert} works in a transaction of its own; those that change a row say whether
 * it stood where the step starts. Thread-safe.
 */
final class OutboxStore {

    private static final int LONGEST_REASON = 1000;
    private static final int DELETED_AT_ONCE = 100;
    private static final String COLUMNS =
            "id, mailbox, message_id, sender, recipients, charset_bits, delivery_request, attempts, tried_since";

    private final Database database;
    private final String queue;

    OutboxStore(Database database, String queue) {
        this.database = database;
        this.queue = queue;
    }

    /** Writes a mail: in the transaction of the caller, or in its own. */
    void insert(StoredMail stored, RenderedMail mail, boolean joined) {
        if (joined) {
            database.join(session -> inserted(session, stored, mail));
        } else {
            database.alone(session -> inserted(session, stored, mail));
        }
    }

    private boolean inserted(SqlSession session, StoredMail stored, RenderedMail mail) throws SQLException {
        long now = stored.triedSince().toEpochMilli();
        session.insertAbsent(
                OutboxTables.MAILS,
                List.of(Row.of(
                        stored.id(),
                        queue,
                        stored.mailbox(),
                        stored.messageId(),
                        stored.sender(),
                        stored.recipients(),
                        stored.charset(),
                        stored.request(),
                        mail.size(),
                        OutboxState.QUEUED.name(),
                        0,
                        now,
                        now,
                        now,
                        null,
                        null,
                        null,
                        null)));
        try (InputStream content = mail.content().open()) {
            int part = 0;
            for (byte[] octets = content.readNBytes(OutboxTables.PART);
                    octets.length > 0;
                    octets = content.readNBytes(OutboxTables.PART)) {
                session.insertAbsent(OutboxTables.PARTS, List.of(Row.of(stored.id(), part, octets)));
                part++;
            }
            return true;
        } catch (IOException e) {
            throw MESSAGES.notReadable(e, stored.messageId(), stored.mailbox(), ServerText.clean(e.getMessage()));
        }
    }

    /** Takes the row that is due for the longest time; rows that another node is taking are left to it. */
    Optional<StoredMail> claim(String holder, Instant now, Instant leaseEnd) {
        Selection next =
                new Selection(COLUMNS, OutboxTables.MAILS.name(), "queue = ? AND state = ? AND due <= ?", "due, id", 1);
        return database.alone(session -> {
            List<StoredMail> taken =
                    session.take(next, OutboxStore::mail, queue, OutboxState.QUEUED.name(), now.toEpochMilli());
            for (StoredMail mail : taken) {
                session.update(
                        "UPDATE mbx_outbox SET state = ?, holder = ?, lease_end = ?, attempts = attempts + 1 WHERE id = ?",
                        OutboxStep.CLAIM.to().name(),
                        holder,
                        leaseEnd.toEpochMilli(),
                        mail.id());
            }
            return taken.stream().findFirst();
        });
    }

    /** The content of a row; a big one in a file. To be closed by the caller. */
    RawMail content(String id, SpoolDirectory spool) {
        return database.alone(session -> {
            byte[] first = part(session, id, 0).orElse(new byte[0]);
            Optional<byte[]> next = first.length < OutboxTables.PART ? Optional.empty() : part(session, id, 1);
            if (next.isEmpty()) {
                return RawMail.of(first);
            }
            SpooledMail file = SpooledMail.create(spool);
            boolean complete = false;
            try {
                file.append(first, 0, first.length);
                for (int number = 2; next.isPresent(); number++) {
                    file.append(next.get(), 0, next.get().length);
                    next = part(session, id, number);
                }
                complete = true;
                return file;
            } finally {
                if (!complete) {
                    file.close();
                }
            }
        });
    }

    private static Optional<byte[]> part(SqlSession session, String id, int number) throws SQLException {
        return session
                .query(
                        "SELECT content FROM mbx_outbox_part WHERE id = ? AND part = ?",
                        row -> row.getBytes(1),
                        id,
                        number)
                .stream()
                .findFirst();
    }

    /** The content goes out now; the lease begins anew. */
    boolean transmit(String id, String holder, Instant leaseEnd) {
        return 1
                == database.alone(session -> session.update(
                        "UPDATE mbx_outbox SET state = ?, lease_end = ? WHERE id = ? AND holder = ? AND "
                                + from(OutboxStep.TRANSMIT),
                        OutboxStep.TRANSMIT.to().name(),
                        leaseEnd.toEpochMilli(),
                        id,
                        holder));
    }

    /** An end: accepted, rejected or lost. */
    boolean end(OutboxStep step, String id, String holder, Instant now, @Nullable String reason) {
        return 1
                == database.alone(session -> session.update(
                        "UPDATE mbx_outbox SET state = ?, ended = ?, reason = ? WHERE id = ? AND holder = ? AND "
                                + from(step),
                        step.to().name(),
                        now.toEpochMilli(),
                        fitted(reason),
                        id,
                        holder));
    }

    /** Back into the queue, by the node that holds the row. */
    boolean postpone(String id, String holder, Instant due, @Nullable String reason) {
        return 1
                == database.alone(session -> session.update(
                        "UPDATE mbx_outbox SET state = ?, due = ?, reason = ?, holder = NULL, lease_end = NULL"
                                + " WHERE id = ? AND holder = ? AND " + from(OutboxStep.POSTPONE),
                        OutboxStep.POSTPONE.to().name(),
                        due.toEpochMilli(),
                        fitted(reason),
                        id,
                        holder));
    }

    /** Back into the queue, by an administrator or the policy; patience begins anew. */
    boolean redrive(String id, Instant now) {
        return 1
                == database.alone(session -> session.update(
                        "UPDATE mbx_outbox SET state = ?, due = ?, tried_since = ?, ended = NULL, holder = NULL,"
                                + " lease_end = NULL WHERE id = ? AND queue = ? AND " + from(OutboxStep.REDRIVE),
                        OutboxStep.REDRIVE.to().name(),
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        id,
                        queue));
    }

    /** Rows whose node is gone and that had not begun to transmit; the number. */
    int release(Instant now) {
        return database.alone(session -> session.update(
                "UPDATE mbx_outbox SET state = ?, holder = NULL, lease_end = NULL WHERE queue = ? AND lease_end < ? AND "
                        + from(OutboxStep.RELEASE),
                OutboxStep.RELEASE.to().name(),
                queue,
                now.toEpochMilli()));
    }

    /** Rows whose node is gone while it may have transmitted: parked with a reason. Gives their keys. */
    List<String> lose(Instant now, String reason) {
        return database.alone(session -> {
            List<String> ids = session.take(
                    new Selection(
                            "id",
                            OutboxTables.MAILS.name(),
                            "queue = ? AND lease_end < ? AND " + from(OutboxStep.LOSE),
                            "id",
                            DELETED_AT_ONCE),
                    row -> row.getString(1),
                    queue,
                    now.toEpochMilli());
            for (String id : ids) {
                session.update(
                        "UPDATE mbx_outbox SET state = ?, ended = ?, reason = ? WHERE id = ?",
                        OutboxStep.LOSE.to().name(),
                        now.toEpochMilli(),
                        fitted(reason),
                        id);
            }
            return ids;
        });
    }

    /** Deletes a parked row; false when there is none of that key. */
    boolean delete(String id) {
        return database.alone(session -> {
            boolean deleted = 1
                    == session.update(
                            "DELETE FROM mbx_outbox WHERE id = ? AND queue = ? AND " + from(OutboxStep.REDRIVE),
                            id,
                            queue);
            if (deleted) {
                session.update("DELETE FROM mbx_outbox_part WHERE id = ?", id);
            }
            return deleted;
        });
    }

    /** Deletes rows that were sent before; some at a time, the number. */
    int purge(Instant before) {
        Selection old = new Selection(
                "id", OutboxTables.MAILS.name(), "queue = ? AND state = ? AND ended < ?", "ended, id", DELETED_AT_ONCE);
        return database.alone(session -> {
            List<String> ids =
                    session.take(old, row -> row.getString(1), queue, OutboxState.SENT.name(), before.toEpochMilli());
            List<Row> keys = ids.stream().map(id -> Row.of(id)).toList();
            session.updateAll("DELETE FROM mbx_outbox_part WHERE id = ?", keys);
            session.updateAll("DELETE FROM mbx_outbox WHERE id = ?", keys);
            return ids.size();
        });
    }

    Map<OutboxState, Long> counts() {
        return database.alone(session -> {
            Map<OutboxState, Long> counts = new EnumMap<>(OutboxState.class);
            session.query(
                            "SELECT state, COUNT(*) FROM mbx_outbox WHERE queue = ? GROUP BY state",
                            row -> Map.entry(OutboxState.valueOf(row.getString(1)), row.getLong(2)),
                            queue)
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    /** Rows that wait for an administrator, those parked last first. */
    List<ParkedMail> parked(int limit) {
        return database.alone(session -> session.select(
                new Selection(
                        "id, state, ended, mailbox, message_id, recipients, attempts, reason",
                        OutboxTables.MAILS.name(),
                        "queue = ? AND " + from(OutboxStep.REDRIVE),
                        "ended DESC, id",
                        limit),
                OutboxStore::parkedMail,
                queue));
    }

    private static ParkedMail parkedMail(ResultSet row) throws SQLException {
        return new ParkedMail(
                row.getString(1),
                OutboxState.valueOf(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                List.of(row.getString(6).split("\n")),
                row.getInt(7),
                Optional.ofNullable(row.getString(8)).orElse(""));
    }

    private static StoredMail mail(ResultSet row) throws SQLException {
        return new StoredMail(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getInt(8) + 1,
                Instant.ofEpochMilli(row.getLong(9)));
    }

    private static String from(OutboxStep step) {
        return step.from().stream()
                .map(state -> "'" + state.name() + "'")
                .sorted()
                .collect(Collectors.joining(", ", "state IN (", ")"));
    }

    private static @Nullable String fitted(@Nullable String reason) {
        if (reason == null || reason.isEmpty()) {
            return null;
        }
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
