package io.mailboxconnector.doctor;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.consent.Consented;
import io.mailboxconnector.auth.consent.Consents;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.SettingsReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mailbox-doctor authorize}: a person consents, and the connector opens the mailbox from then on. */
@Command(
        name = "authorize",
        description = {
            "Lets a person consent that the connector opens the mailbox of an account with authentication=refreshToken.",
            "The consent is kept sealed where tokenStore says; a server that uses the same tokenStore finds it there.",
            "Prints no secret."
        })
final class Authorize implements Callable<Integer> {

    private static final int NO_CONSENT = 1;

    private final Clock clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "<account.properties>", description = "The account, as for check.")
    private @Nullable Path file;

    @ArgGroup
    private Way way = new Way();

    @Option(
            names = "--redirect-uri",
            paramLabel = "<uri>",
            defaultValue = "http://localhost/",
            description =
                    "Where the browser comes back to, exactly as it is registered. Without a port a free one is taken,"
                            + " as Microsoft and Google allow it for http://localhost. Default: ${DEFAULT-VALUE}")
    private URI redirectUri = URI.create("http://localhost/");

    @Mixin
    private TokenDatabase database = new TokenDatabase();

    /** How the person consents; by default in a browser on this machine. */
    static final class Way {

        @Option(
                names = "--paste",
                description = "The browser runs on another machine: the address that it ends at is pasted here.")
        private boolean paste;

        @Option(
                names = "--device",
                description =
                        "A code is entered on another device. Many organisations forbid it, and Google does not offer"
                                + " it for mail.")
        private boolean device;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        try (MailEngine engine = new MailEngine(clock, Pause.real(), database.databases(command))) {
            AccountSettings account = AccountSettings.from(
                    new SettingsReader(Doctor.properties(Objects.requireNonNull(file, "file"), command)));
            engine.consents().keep(account, consented(engine.consents(), account, command));
            command.getOut().println("The consent is kept.");
            Instant end = engine.obtainToken(account);
            command.getOut()
                    .println("A first token was issued, valid until " + end.truncatedTo(ChronoUnit.SECONDS)
                            + ". Next: mailbox-doctor check " + file);
            return CommandLine.ExitCode.OK;
        } catch (MailboxException | IOException failure) {
            command.getErr().println(failure.getMessage());
            return NO_CONSENT;
        }
    }

    private Consented consented(Consents consents, AccountSettings account, CommandLine command) throws IOException {
        ConsentDialogue dialogue = new ConsentDialogue(
                command.getOut(), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), clock);
        // Who may consent is the account's principal, which need not be the mailbox.
        String person = account.authentication() instanceof Authentication.RefreshToken token
                ? token.principal()
                : account.mailbox();
        if (way.device) {
            return dialogue.onDevice(consents.onDevice(account), person);
        }
        if (way.paste) {
            return dialogue.byPaste(consents.inBrowser(account, redirectUri), person);
        }
        if (!RedirectReceiver.canReceive(redirectUri)) {
            throw new ParameterException(
                    command,
                    "--redirect-uri " + redirectUri
                            + " is not an http address of this machine, so the browser does not come"
                            + " back here. Add --paste.");
        }
        try (RedirectReceiver receiver = new RedirectReceiver(redirectUri, clock)) {
            return dialogue.inBrowser(consents.inBrowser(account, receiver.address()), receiver, person);
        }
    }
}
