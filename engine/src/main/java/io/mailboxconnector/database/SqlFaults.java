package io.mailboxconnector.database;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.database.dialect.Dialect;
import io.mailboxconnector.database.dialect.Table;
import io.mailboxconnector.fault.ServerText;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;

/** Classifies what drivers and pools throw (SQL:2016 part 2 §24, and the codes of the products). Stateless. */
final class SqlFaults {

    /** Classes of SQLSTATE after which the same may succeed later: connection, rollback, resources, operator. */
    private static final Set<String> TRANSIENT = Set.of("08", "40", "53", "57", "58", "HY", "90", "61", "66");

    private SqlFaults() {}

    /** No connection could be had. Pools throw anything here, mostly without a SQLSTATE. */
    static MailboxException noConnection(String name, SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && stateOf(sql).startsWith("28")) {
                return DatabaseMessages.MESSAGES.loginRefused(failure, name, detail(sql));
            }
        }
        return DatabaseMessages.MESSAGES.unavailable(failure, name, detail(failure));
    }

    /** A statement failed. */
    static MailboxException statement(String name, Dialect dialect, List<Table> tables, SQLException failure) {
        if (dialect.isForbidden(failure)) {
            return DatabaseMessages.MESSAGES.forbidden(failure, name, detail(failure), dialect.script(tables));
        }
        if (dialect.isMissing(failure)) {
            return DatabaseMessages.MESSAGES.otherShape(failure, name, detail(failure), dialect.script(tables));
        }
        String state = stateOf(failure);
        boolean later = failure instanceof SQLTransientException
                || state.isEmpty()
                || TRANSIENT.contains(state.substring(0, Math.min(2, state.length())));
        return later
                ? DatabaseMessages.MESSAGES.unavailable(failure, name, detail(failure))
                : DatabaseMessages.MESSAGES.refused(failure, name, detail(failure));
    }

    private static String stateOf(SQLException failure) {
        return String.valueOf(failure.getSQLState()).replace("null", "");
    }

    private static String detail(SQLException failure) {
        String text = ServerText.clean(failure.getMessage());
        return text.isEmpty() ? failure.getClass().getName() : text;
    }
}
