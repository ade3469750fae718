package io.mailboxconnector.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.database.dialect.Column;
import io.mailboxconnector.database.dialect.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSourcesTest {

    @Test
    void aNameThatIsNotBoundIsToldWithItsProperty() {
        Database database = Database.named(
                "ledgerDataSource",
                "java:/missing",
                List.of(Table.of("t", List.of(Column.text("a", 3)), List.of("a"))),
                () -> false);

        assertThatThrownBy(database::prepare)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("MBX16001")
                .hasMessageContaining("ledgerDataSource = 'java:/missing'");
    }
}
