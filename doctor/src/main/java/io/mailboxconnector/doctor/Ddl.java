package io.mailboxconnector.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mailbox-doctor ddl}: the statements that create the connector's tables. */
@Command(
        name = "ddl",
        description = {
            "Prints the statements that create all tables of the connector, where its user may not do so itself.",
            "Asks nobody."
        })
final class Ddl implements Callable<Integer> {

    /** The products that are supported. */
    enum Product {
        /** PostgreSQL. */
        POSTGRESQL,
        /** H2. */
        H2,
        /** MySQL and MariaDB. */
        MYSQL,
        /** Oracle. */
        ORACLE,
        /** Microsoft SQL Server. */
        SQLSERVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "<database>", description = "One of ${COMPLETION-CANDIDATES}; mysql is for MariaDB, too.")
    private @Nullable Product product;

    @Override
    public Integer call() throws IOException {
        String name = "ddl/" + product + ".sql";
        try (InputStream script = Objects.requireNonNull(Ddl.class.getResourceAsStream(name), name)) {
            CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
            command.getOut().print(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            command.getOut().flush();
        }
        return CommandLine.ExitCode.OK;
    }
}
