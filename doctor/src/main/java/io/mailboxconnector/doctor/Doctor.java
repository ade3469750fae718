package io.mailboxconnector.doctor;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.limits.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line. The report goes to standard output, everything else to standard error.
 *
 * <p>Used once, by one thread.
 */
@Command(
        name = "mailbox-doctor",
        description =
                "Tests a mailbox account step by step, lets people consent, explains errors, and says what to do.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {Authorize.class, Explain.class, Ddl.class},
        versionProvider = Doctor.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is OK", "1:a step failed, or nothing is known", "2:wrong usage"})
public final class Doctor {

    private static final String CHECK = "check";
    private static final int A_STEP_FAILED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    Doctor() {}

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param arguments the command line
     * @throws IOException when the tool is damaged: its own logging configuration cannot be read
     */
    public static void main(String... arguments) throws IOException {
        quietLogs();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Doctor()).setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println();
            err.println("mailbox-doctor failed in an unexpected way, which is a defect of it: " + failure);
            failure.printStackTrace(err);
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    @Command(
            name = CHECK,
            description = {
                "Configuration, DNS, TCP, token, IMAP or POP3 and SMTP login of an account.",
                "Reads no mail, changes no mail, sends no mail, prints no secret."
            })
    int check(
            @Parameters(
                            paramLabel = "<account.properties>",
                            description = "The account: a UTF-8 file with the properties of a connection factory,"
                                    + " such as mailbox=support@contoso.example. They are described in"
                                    + " docs/reference/configuration.md.")
                    Path file,
            @Option(
                            names = "--protocol",
                            paramLabel = "imap|pop3",
                            description =
                                    "How the mailbox is read, as in the activation of the bean. Default: pop3 where the"
                                            + " account names a server for it (pop3Host, pop3Port, pop3Tls), imap where it names one"
                                            + " for that, and imap where it names none.")
                    @Nullable
                    Reading protocol,
            @Mixin TokenDatabase database) {
        CommandLine command = Objects.requireNonNull(
                Objects.requireNonNull(spec, "spec").subcommands().get(CHECK), CHECK);
        Map<String, String> account = properties(file, command);
        Set<Service> reading = protocol == null ? Service.reading(account) : EnumSet.of(protocol.service);
        try (MailEngine engine = new MailEngine(Clock.systemUTC(), Pause.real(), database.databases(command))) {
            return new Checkup(engine, new Report(command.getOut())).examine(account, reading)
                    ? CommandLine.ExitCode.OK
                    : A_STEP_FAILED;
        }
    }

    static Map<String, String> properties(Path file, CommandLine command) {
        try {
            return AccountFile.read(file);
        } catch (IOException unfit) {
            throw new ParameterException(command, String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /** Warnings only, one line each, to standard error; unless the user gave a configuration of the JDK's logging. */
    private static void quietLogs() throws IOException {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream configuration = Doctor.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(Objects.requireNonNull(configuration, "logging.properties"));
        }
    }

    /** The values of {@code --protocol}. */
    enum Reading {
        IMAP(Service.IMAP),
        POP3(Service.POP3);

        private final Service service;

        Reading(Service service) {
            this.service = service;
        }
    }

    /** The version, by the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Doctor.class.getPackage().getImplementationVersion();
            return new String[] {"mailbox-doctor " + Objects.requireNonNullElse(version, "development")};
        }
    }
}
