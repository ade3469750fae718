package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.database.Row;
import io.mailboxconnector.database.SqlSession;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.board.InboundMessages;
import io.mailboxconnector.inbound.settings.Start;
import io.mailboxconnector.inbound.settings.UidValidityPolicy;
import io.mailboxconnector.settings.Format;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * How far one consumer has come in one folder: everything up to the position is settled. It is its own, so any number of
 * beans may read one folder, and people may read it, too. Thread-safe.
 *
 * <p>The position only grows, whichever node moves it; it stands before the first mail that is not settled, so a crash
 * leaves no gap. Mails behind it that are settled already are in the ledger, and are not delivered again.
 */
public final class Cursor {

    /**
     * Where a consumer stands.
     *
     * @param position the UID up to which all is settled
     * @param unreadBelow mails with a smaller UID are only delivered when nobody has read them; 0 for none such
     */
    public record Place(long position, long unreadBelow) {

        /**
         * What is still to be delivered, as an IMAP search expression (RFC 9051 §6.4.4). {@code n:*} always finds the last
         * mail, even one before n.
         *
         * @return the expression
         */
        public String expression() {
            String behind = "UID " + (position + 1) + ":* UNDELETED";
            return unreadBelow <= position + 1 ? behind : behind + " OR UNSEEN UID " + unreadBelow + ":*";
        }
    }

    private final Database database;
    private final String consumer;
    private final String watched;
    private final Start start;
    private final UidValidityPolicy policy;
    private final Clock clock;

    Cursor(Database database, String consumer, String watched, Start start, UidValidityPolicy policy, Clock clock) {
        this.database = database;
        this.consumer = consumer;
        this.watched = watched;
        this.start = start;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Finds the place; makes one at the first activation, and when the folder was renumbered.
     *
     * @param anyMail a key of the folder
     * @param uidNext the smallest UID that no mail has yet
     * @return where to go on
     * @throws io.mailboxconnector.api.ConfigurationInvalid when the folder was renumbered and the policy is to stop
     */
    public Place open(MessageKey anyMail, long uidNext) {
        Scope scope = Scope.of(consumer, anyMail);
        return database.alone(session -> {
            Place first = new Place(start instanceof Start.New ? uidNext - 1 : 0, 0);
            session.insertAbsent(LedgerTables.CURSOR, List.of(row(scope, first)));
            long known = session.query(
                            "SELECT uid_validity FROM mbx_cursor WHERE folder_scope = ?",
                            row -> row.getLong(1),
                            scope.ofFolder().id())
                    .get(0);
            if (known != scope.uidValidity()) {
                Place next = renumbered(known, scope.uidValidity(), uidNext);
                session.update(
                        "UPDATE mbx_cursor SET scope = ?, uid_validity = ?, settled_up_to = ?, unread_below = ?,"
                                + " changed_at = ? WHERE folder_scope = ? AND uid_validity = ?",
                        scope.id(),
                        scope.uidValidity(),
                        next.position(),
                        next.unreadBelow(),
                        clock.millis(),
                        scope.ofFolder().id(),
                        known);
            }
            return place(session, scope);
        });
    }

    /**
     * Looks where other nodes have come to.
     *
     * @param anyMail a key of the folder, after {@link #open}
     * @return where to go on
     */
    public Place place(MessageKey anyMail) {
        return database.alone(session -> place(session, Scope.of(consumer, anyMail)));
    }

    private static Place place(SqlSession session, Scope scope) throws SQLException {
        return session.query(
                        "SELECT settled_up_to, unread_below FROM mbx_cursor WHERE folder_scope = ?",
                        row -> new Place(row.getLong(1), row.getLong(2)),
                        scope.ofFolder().id())
                .get(0);
    }

    /**
     * Moves on, unless another node is further already.
     *
     * @param anyMail a key of the folder
     * @param position everything up to it is settled
     */
    public void advance(MessageKey anyMail, long position) {
        String scope = Scope.of(consumer, anyMail).id();
        database.alone(session -> session.update(
                "UPDATE mbx_cursor SET settled_up_to = ?, changed_at = ? WHERE scope = ? AND settled_up_to < ?",
                position,
                clock.millis(),
                scope,
                position));
    }

    private Place renumbered(long before, long now, long uidNext) {
        if (policy == UidValidityPolicy.STOP) {
            throw InboundMessages.MESSAGES.cursorStopped(watched, String.valueOf(before), String.valueOf(now));
        }
        InboundLog.LOG.cursorRenumbered(watched, String.valueOf(before), String.valueOf(now), Format.nameOf(policy));
        return policy == UidValidityPolicy.RESEED ? new Place(uidNext - 1, 0) : new Place(0, uidNext);
    }

    private Row row(Scope scope, Place place) {
        return Row.of(
                scope.ofFolder().id(),
                scope.id(),
                Scope.shown(consumer),
                Scope.shown(scope.mailbox()),
                Scope.shown(scope.folder()),
                scope.uidValidity(),
                place.position(),
                place.unreadBelow(),
                clock.millis());
    }
}
