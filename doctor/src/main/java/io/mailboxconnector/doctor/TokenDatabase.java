package io.mailboxconnector.doctor;

import io.mailboxconnector.auth.store.TableTokens;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.settings.SecretReference;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where the table of refresh tokens is: what the data source of a server knows and a command does not. */
final class TokenDatabase {

    @Option(
            names = "--jdbc-url",
            paramLabel = "<url>",
            description =
                    "The database of tokenStore, where that names a data source. Its driver must be on the class path:"
                            + " java -cp mailbox-doctor.jar:DRIVER.jar io.mailboxconnector.doctor.Doctor ...")
    private @Nullable String url;

    @Option(names = "--jdbc-user", paramLabel = "<name>", defaultValue = "", description = "Its user.")
    private String user = "";

    @Option(
            names = "--jdbc-password",
            paramLabel = "<secret>",
            arity = "0..1",
            interactive = true,
            defaultValue = "",
            description = "The password of that user, best as env:NAME or file:PATH; asked for when nothing is given.")
    private String password = "";

    /** Finds the one database there is, whatever a data source is called in the server. */
    Function<String, Database> databases(CommandLine command) {
        String address = url;
        if (address == null) {
            return name -> {
                throw new ParameterException(
                        command,
                        "tokenStore = '" + name
                                + "' names a data source, which only the server can find. Give the database"
                                + " behind it: --jdbc-url, --jdbc-user, --jdbc-password.");
            };
        }
        requireDriver(address, command);
        DriverDataSource source = new DriverDataSource(address, user, secret(command));
        return name -> Database.of(source, withoutSecrets(address), List.of(TableTokens.TABLE), () -> false);
    }

    private String secret(CommandLine command) {
        try {
            return password.isEmpty()
                    ? ""
                    : SecretReference.format("the password", Optional.empty())
                            .parser()
                            .parse(password)
                            .read()
                            .reveal();
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(command, "--jdbc-password " + unfit.getMessage(), unfit);
        }
    }

    private static void requireDriver(String url, CommandLine command) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException none) {
            throw new ParameterException(
                    command,
                    "No driver on the class path knows " + withoutSecrets(url)
                            + ". Start it with the driver's jar: java -cp"
                            + " mailbox-doctor.jar:DRIVER.jar io.mailboxconnector.doctor.Doctor ...",
                    none);
        }
    }

    /** Users and passwords may stand behind these characters. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
