package io.mailboxconnector.database;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jspecify.annotations.Nullable;

/** What is said about data sources and tables: 16xxx. Numbers are never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface DatabaseMessages {

    DatabaseMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), DatabaseMessages.class);

    @Message(
            id = 16001,
            value =
                    "%1$s = '%2$s' names nothing in JNDI (%3$s). Create the data source, or correct the name: it must be a"
                            + " global one, such as java:jboss/datasources/Mail on WildFly or jdbc/mail on Payara.")
    ConfigurationInvalid dataSourceNotFound(@Cause Throwable cause, String property, String name, String detail);

    @Message(id = 16002, value = "%1$s = '%2$s' names a %3$s, which is no data source. Name a javax.sql.DataSource.")
    ConfigurationInvalid notADataSource(String property, String name, String type);

    @Message(
            id = 16003,
            value =
                    "The database of the data source %1$s cannot be used now (%2$s). Check that it is running and that its"
                            + " pool has connections left; what was to be done is tried again.")
    MailboxUnavailable unavailable(@Cause Throwable cause, String name, String detail);

    @Message(
            id = 16004,
            value =
                    "The data source %1$s may not create or use the tables of the connector (%2$s). Grant its user these"
                            + " rights, or let an administrator run this once and grant SELECT, INSERT, UPDATE and DELETE:\n%3$s")
    ConfigurationInvalid forbidden(@Cause Throwable cause, String name, String detail, String script);

    @Message(
            id = 16005,
            value = "The data source %1$s is a %2$s, which the connector does not know. Supported are: %3$s.")
    ConfigurationInvalid unknownProduct(String name, String product, String supported);

    @Message(
            id = 16006,
            value =
                    "The data source %1$s takes no part in the transaction of the container: its connections commit by"
                            + " themselves. Switch JTA on for it (WildFly: jta=true; Payara: no non-transactional-connections).")
    ConfigurationInvalid notTransactional(String name);

    @Message(
            id = 16007,
            value =
                    "A table of the connector has another shape in the database of the data source %1$s than expected (%2$s)."
                            + " Rename the table that is there, or change it so that it agrees with this:\n%3$s")
    ConfigurationInvalid otherShape(@Cause Throwable cause, String name, String detail, String script);

    @Message(
            id = 16008,
            value =
                    "The database of the data source %1$s refused a statement (%2$s). If its text does not tell the reason,"
                            + " look at the log of the database.")
    MailboxRefused refused(@Cause Throwable cause, String name, String detail);

    @Message(
            id = 16009,
            value =
                    "The database of the data source %1$s refuses the login (%2$s). Correct user and password of the data"
                            + " source.")
    ConfigurationInvalid loginRefused(@Cause Throwable cause, String name, String detail);

    @Message(
            id = 16010,
            value = "Interrupted while the database of the data source %1$s was being used; the container is stopping.")
    MailboxUnavailable interrupted(@Cause @Nullable Throwable cause, String name);
}
