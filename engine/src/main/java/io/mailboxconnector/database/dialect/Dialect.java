package io.mailboxconnector.database.dialect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The words of one database product. A closed family: what is not in it is not supported.
 *
 * <p>Immutable. None of its statements depends on settings of the session.
 */
public abstract sealed class Dialect permits H2, MySql, Oracle, PostgreSql, SqlServer {

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /**
     * All dialects.
     *
     * @return one per supported product
     */
    public static List<Dialect> all() {
        return List.of(new PostgreSql(), new H2(), new MySql(), new Oracle(), new SqlServer());
    }

    /**
     * The dialect of a product.
     *
     * @param product as the driver names it ({@link java.sql.DatabaseMetaData#getDatabaseProductName})
     * @return the dialect, empty when the product is not supported
     */
    public static Optional<Dialect> of(String product) {
        String lower = product.toLowerCase(Locale.ROOT);
        return all().stream().filter(dialect -> dialect.speaks(lower)).findFirst();
    }

    /**
     * The name of the product.
     *
     * @return for messages
     */
    public final String product() {
        return product;
    }

    /**
     * The statements that create a table and its indexes.
     *
     * @param table the table
     * @return one or more statements, without semicolons
     */
    public final List<String> create(Table table) {
        List<String> statements = new ArrayList<>();
        String columns = table.columns().stream().map(this::declared).collect(Collectors.joining(",\n  "));
        statements.add("CREATE TABLE " + table.name() + " (\n  " + columns + ",\n  PRIMARY KEY ("
                + String.join(", ", table.key()) + ")\n)" + tableOptions());
        for (Table.Index index : table.indexes()) {
            statements.add("CREATE INDEX " + index.name() + " ON " + table.name() + " ("
                    + String.join(", ", index.columns()) + ")");
        }
        return List.copyOf(statements);
    }

    /**
     * A script that creates tables, for administrators who do not let the connector do it.
     *
     * @param tables the tables
     * @return the statements, each ended by a semicolon
     */
    public final String script(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> create(table).stream())
                .map(statement -> statement + ";\n")
                .collect(Collectors.joining("\n"));
    }

    /**
     * A plain insert. A row with a key that exists makes it fail.
     *
     * @param table the table
     * @param rows how many rows, not more than {@link #rowsPerInsert()}
     * @return a statement with a parameter per column and row
     */
    public final String insert(Table table, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
        return "INSERT INTO " + table.name() + " (" + table.columnList() + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, row));
    }

    /**
     * An insert that leaves out rows whose key exists, and gives the keys of the others as a result.
     *
     * @param table the table
     * @param rows how many rows
     * @return a statement, or empty where the product has none: there {@link #insert} is tried, which fails with
     *     {@link #isDuplicate} and leaves the transaction usable
     */
    public Optional<String> insertAbsent(Table table, int rows) {
        return Optional.empty();
    }

    /**
     * How many rows one insert may have.
     *
     * @return at least 1
     */
    public int rowsPerInsert() {
        return 100;
    }

    /**
     * A query with a limit.
     *
     * @param rows what to read
     * @return a statement
     */
    public String select(Selection rows) {
        return rows.text() + " FETCH FIRST " + rows.limit() + " ROWS ONLY";
    }

    /**
     * A query that locks what it reads until the end of the transaction, and leaves out rows that others hold.
     *
     * @param rows what to take
     * @return a statement; the reader has to stop after the limit by itself, where the product cannot
     */
    public String selectSkippingLocked(Selection rows) {
        return select(rows) + " FOR UPDATE SKIP LOCKED";
    }

    /**
     * A query that tells two transactions apart, for drivers whose {@code getAutoCommit} does not tell the truth.
     *
     * @return a query whose result stays the same within one transaction, or empty where the driver can be believed
     */
    public Optional<String> transactionNumber() {
        return Optional.empty();
    }

    /**
     * Whether a statement failed because a row with its key exists.
     *
     * @param failure what the driver threw
     * @return true for a violated primary key or unique index
     */
    public abstract boolean isDuplicate(SQLException failure);

    /**
     * Whether a statement failed for want of privileges.
     *
     * @param failure what the driver threw
     * @return true when the user of the data source may not do what was asked
     */
    public abstract boolean isForbidden(SQLException failure);

    /**
     * Whether a statement failed because a table or a column is missing.
     *
     * @param failure what the driver threw
     * @return true when the statement does not fit the schema
     */
    public abstract boolean isMissing(SQLException failure);

    abstract boolean speaks(String lowerCaseProduct);

    abstract String typeOf(Column column);

    String tableOptions() {
        return "";
    }

    private String declared(Column column) {
        return column.name() + " " + typeOf(column) + (column.nullable() ? "" : " NOT NULL");
    }
}
