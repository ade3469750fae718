package io.mailboxconnector.database;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds data sources by their JNDI names. Stateless. */
final class DataSources {

    private DataSources() {}

    static DataSource lookUp(String property, String name) {
        Object found = find(property, name);
        if (found instanceof DataSource source) {
            return source;
        }
        String type = found == null ? "null reference" : found.getClass().getName();
        throw DatabaseMessages.MESSAGES.notADataSource(property, name, type);
    }

    // The name is the administrator's, and JNDI is what the server offers.
    @SuppressWarnings("BanJNDI")
    private static @Nullable Object find(String property, String name) {
        try {
            return new InitialContext().lookup(name);
        } catch (NamingException notFound) {
            throw DatabaseMessages.MESSAGES.dataSourceNotFound(
                    notFound, property, name, notFound.getClass().getSimpleName());
        }
    }
}
