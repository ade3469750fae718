package io.mailboxconnector.it.receiving.app;

import io.mailboxconnector.api.ReceivedMail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * What the application does with a mail: a row in a table that accepts the same mail any number of times. It takes a moment,
 * as real work does, so that a crash finds deliveries in all their stages.
 */
final class Orders {

    private Orders() {}

    /** Enters mails in the transaction of the caller. */
    static void enter(DataSource database, List<ReceivedMail> mails) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into received (mailbox, subject, uid, attempt) select ?, ?, ?, ? from pg_sleep(0.02)")) {
            for (ReceivedMail mail : mails) {
                insert.setString(1, mail.key().mailbox());
                insert.setString(2, mail.subject());
                insert.setLong(3, mail.key().uid());
                insert.setInt(4, mail.attempt());
                insert.executeUpdate();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
