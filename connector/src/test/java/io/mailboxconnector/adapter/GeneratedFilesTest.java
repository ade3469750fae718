package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed descriptors and reference pages are what the code says. */
class GeneratedFilesTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final String COMMAND =
            "mvn test -pl connector -am -Dtest=GeneratedFilesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dgolden.update=true";

    private static final String DDL = "../doctor/src/main/resources/io/mailboxconnector/doctor/ddl/";

    enum GeneratedFile {
        RA_XML("src/main/rar/META-INF/ra.xml", RaXml::text),
        IRONJACAMAR_XML("src/main/embedded/META-INF/ironjacamar.xml", IronJacamarXml::text),
        REFERENCE_PAGE("../docs/reference/configuration.md", ReferencePage::text),
        ACCOUNT_SCRIPT("../docs/admin/configure-account.cli", AccountScript::text),
        MESSAGES_PAGE("../docs/reference/messages.md", MessagesPage::text),
        TROUBLESHOOTING_PAGE("../docs/admin/troubleshooting.md", TroubleshootingPage::text),
        TABLES_PAGE("../docs/reference/tables.md", TablesPage::text),
        POSTGRESQL_TABLES(DDL + "postgresql.sql", () -> TableScript.text("PostgreSQL")),
        H2_TABLES(DDL + "h2.sql", () -> TableScript.text("H2")),
        MYSQL_TABLES(DDL + "mysql.sql", () -> TableScript.text("MySQL")),
        ORACLE_TABLES(DDL + "oracle.sql", () -> TableScript.text("Oracle")),
        SQLSERVER_TABLES(DDL + "sqlserver.sql", () -> TableScript.text("Microsoft SQL Server"));

        private final Path path;
        private final Supplier<String> text;

        GeneratedFile(String path, Supplier<String> text) {
            this.path = MODULE.resolve(path).normalize();
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource
    void committedFileIsUpToDate(GeneratedFile file) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.path.getParent());
            Files.writeString(file.path, file.text.get());
        }

        assertThat(file.path)
                .as("%s is out of date; rewrite it with: %s", file.path.getFileName(), COMMAND)
                .content()
                .isEqualTo(file.text.get());
    }
}
