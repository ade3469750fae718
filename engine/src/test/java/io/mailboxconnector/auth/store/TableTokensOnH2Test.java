package io.mailboxconnector.auth.store;

import io.mailboxconnector.testkit.database.TestDatabase;

/** Refresh tokens in a table of H2. */
class TableTokensOnH2Test extends TableTokensContract {

    private final TestDatabase database = TestDatabase.h2();

    @Override
    TestDatabase database() {
        return database;
    }
}
