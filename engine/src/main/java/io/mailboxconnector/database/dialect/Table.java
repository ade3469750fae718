package io.mailboxconnector.database.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * A table, declared once and for all databases.
 *
 * @param name the name, unquoted
 * @param columns at least one, in their order
 * @param key the names of the columns of the primary key, at least one
 * @param indexes further ways to find rows
 */
public record Table(String name, List<Column> columns, List<String> key, List<Index> indexes) {

    /**
     * A way to find rows.
     *
     * @param name the name, unique in the database
     * @param columns the names of the columns
     */
    public record Index(String name, List<String> columns) {

        /** Copies the columns. */
        public Index {
            Column.requireName(name);
            columns = List.copyOf(columns);
        }
    }

    /** Copies the lists and checks the names. */
    public Table {
        Column.requireName(name);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        indexes = List.copyOf(indexes);
        List<String> names = columns.stream().map(Column::name).toList();
        List<String> named = new ArrayList<>(key);
        indexes.forEach(index -> named.addAll(index.columns()));
        if (key.isEmpty() || !names.containsAll(named)) {
            throw new IllegalArgumentException("key or index of " + name + " names no column of " + names);
        }
    }

    /**
     * A table without further indexes.
     *
     * @param name the name
     * @param columns the columns
     * @param key the names of the columns of the primary key
     * @return the table
     */
    public static Table of(String name, List<Column> columns, List<String> key) {
        return new Table(name, columns, key, List.of());
    }

    /**
     * The same table with one more index.
     *
     * @param indexName the name of the index, unique in the database
     * @param indexColumns the names of its columns
     * @return a table
     */
    public Table indexed(String indexName, String... indexColumns) {
        List<Index> more = new ArrayList<>(indexes);
        more.add(new Index(indexName, List.of(indexColumns)));
        return new Table(name, columns, key, more);
    }

    /**
     * The names of all columns.
     *
     * @return such as {@code scope, uid}
     */
    public String columnList() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }

    /**
     * The position of a column.
     *
     * @param column the name
     * @return its index, from 0
     */
    public int indexOf(String column) {
        int index = columns.stream().map(Column::name).toList().indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException(name + " has no column " + column);
        }
        return index;
    }
}
