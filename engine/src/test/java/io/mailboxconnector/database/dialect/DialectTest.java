package io.mailboxconnector.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {

    private static final Table TABLE = Table.of(
                    "mbx_sample",
                    List.of(
                            Column.text("scope", 64),
                            Column.of("mail_uid", ColumnType.LONG),
                            Column.of("attempts", ColumnType.INTEGER),
                            Column.of("due_at", ColumnType.INSTANT).orNull(),
                            Column.of("reason", ColumnType.LONG_TEXT).orNull(),
                            Column.of("body", ColumnType.BYTES)),
                    List.of("scope", "mail_uid"))
            .indexed("mbx_sample_due", "due_at");

    private static final Selection DUE = new Selection("mail_uid", "mbx_sample", "due_at < ?", "due_at, mail_uid", 10);

    @Test
    void postgresScript() {
        assertThat(dialect("PostgreSQL").script(List.of(TABLE))).isEqualTo("""
                        CREATE TABLE mbx_sample (
                          scope VARCHAR(64) NOT NULL,
                          mail_uid BIGINT NOT NULL,
                          attempts INTEGER NOT NULL,
                          due_at BIGINT,
                          reason TEXT,
                          body BYTEA NOT NULL,
                          PRIMARY KEY (scope, mail_uid)
                        );

                        CREATE INDEX mbx_sample_due ON mbx_sample (due_at);
                        """);
    }

    @Test
    void mySqlTablesHaveTransactionsAndCompareTextsSignBySign() {
        assertThat(dialect("MySQL").create(TABLE).get(0))
                .contains("scope VARCHAR(64) NOT NULL", "reason LONGTEXT,", "body LONGBLOB NOT NULL")
                .endsWith(") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    @Test
    void oracleTypes() {
        assertThat(dialect("Oracle").create(TABLE).get(0))
                .contains("scope VARCHAR2(64 CHAR) NOT NULL", "mail_uid NUMBER(19) NOT NULL", "reason CLOB,")
                .contains("attempts NUMBER(10) NOT NULL", "body BLOB NOT NULL");
    }

    @Test
    void sqlServerTypes() {
        assertThat(dialect("Microsoft SQL Server").create(TABLE).get(0))
                .contains("scope NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL", "reason NVARCHAR(MAX),")
                .contains("body VARBINARY(MAX) NOT NULL");
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, PostgreSQL",
        "H2, H2",
        "MySQL, MySQL or MariaDB",
        "MariaDB, MySQL or MariaDB",
        "Oracle, Oracle",
        "Microsoft SQL Server, Microsoft SQL Server"
    })
    void productsAreKnownByTheNameThatTheirDriversGive(String given, String product) {
        assertThat(dialect(given).product()).isEqualTo(product);
    }

    @Test
    void otherProductsAreUnknown() {
        assertThat(Dialect.of("Apache Derby")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.mailboxconnector.database.dialect.Dialect#all")
    void everyDialectSkipsWhatOthersHold(Dialect dialect) {
        assertThat(dialect.selectSkippingLocked(DUE)).containsAnyOf("SKIP LOCKED", "READPAST");
    }

    @Test
    void limitsAreWrittenAsEachProductHasThem() {
        assertThat(dialect("PostgreSQL").select(DUE)).endsWith("ORDER BY due_at, mail_uid FETCH FIRST 10 ROWS ONLY");
        assertThat(dialect("MySQL").selectSkippingLocked(DUE)).endsWith("LIMIT 10 FOR UPDATE SKIP LOCKED");
        assertThat(dialect("Oracle").selectSkippingLocked(DUE)).endsWith("due_at, mail_uid FOR UPDATE SKIP LOCKED");
        assertThat(dialect("Microsoft SQL Server").selectSkippingLocked(DUE))
                .startsWith("SELECT TOP (10) mail_uid FROM mbx_sample WITH (UPDLOCK, READPAST, ROWLOCK) WHERE");
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, 23505, 0",
        "H2, 23505, 23505",
        "MySQL, 23000, 1062",
        "Oracle, 23000, 1",
        "Microsoft SQL Server, 23000, 2627"
    })
    void duplicatesAreKnown(String product, String state, int code) {
        assertThat(dialect(product).isDuplicate(new SQLException("dup", state, code)))
                .isTrue();
        assertThat(dialect(product).isDuplicate(new SQLException("null", "23502", 1048)))
                .isFalse();
    }

    @Test
    void namesThatSomeDatabaseWouldRefuseAreRefused() {
        assertThatThrownBy(() -> Column.text("Order By", 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Table.of("t", List.of(Column.text("a", 3)), List.of("b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Dialect dialect(String product) {
        return Dialect.of(product).orElseThrow();
    }
}
