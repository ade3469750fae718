package io.mailboxconnector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code mailbox-doctor ddl}. */
class DdlTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @EnumSource
    void printsAllTablesOfEachProduct(Ddl.Product product) {
        assertThat(run("ddl", product.toString())).isZero();

        assertThat(out.toString())
                .contains("CREATE TABLE mbx_ledger (", "CREATE TABLE mbx_outbox (", "CREATE TABLE mbx_refresh_token (")
                .contains("-- Needed with the property tokenStore");
    }

    @Test
    void whatItPrintsRuns() throws Exception {
        run("ddl", "h2");

        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:ddl");
                Statement statement = connection.createStatement()) {
            statement.execute(out.toString());
            assertThat(statement
                            .executeQuery("SELECT place, sealed FROM mbx_refresh_token")
                            .next())
                    .isFalse();
        }
    }

    @Test
    void namesTheProductsThatAreKnown() {
        assertThat(run("ddl", "dbase")).isEqualTo(2);

        assertThat(err.toString()).contains("postgresql", "h2", "mysql", "oracle", "sqlserver");
    }

    private int run(String... arguments) {
        return Doctor.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
