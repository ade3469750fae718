package io.mailboxconnector.pop3;

import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.pop3.Pop3Behaviour;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of sessions against the scripted server share: starting, opening, closing. */
abstract class Pop3Fixture {

    static final String MAILBOX = "orders@contoso.example";
    static final String MAIL = "From: ada@example.com\r\nSubject: Hello\r\n\r\nWorld\r\n";
    static final Duration READ = Duration.ofMillis(700);

    /** The first one of a JVM takes its time. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    final Wire wire = new Wire(Clock.systemUTC());
    final MailboxBudget budget = new MailboxBudget(MAILBOX, wire.clock(), Pause.real());

    @TempDir
    Path spoolParent;

    private SpoolDirectory spool = SpoolDirectory.ofServer();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeEach
    void spoolHere() {
        spool = closing(new SpoolDirectory(spoolParent));
    }

    @AfterEach
    void closeEverything() throws Exception {
        for (AutoCloseable resource : toClose) {
            resource.close();
        }
        wire.close();
    }

    ScriptedPop3Server start(Pop3Behaviour... behaviours) {
        return closing(ScriptedPop3Server.start(behaviours));
    }

    Pop3Session open(ScriptedPop3Server server) {
        return open(oauth(server), token("token-1")).orElseThrow();
    }

    Optional<Pop3Session> open(AccountSettings account, Token token) {
        Optional<Pop3Session> session =
                Pop3Session.open(account, () -> token, refused -> token("token-2"), wire, budget, new Opening(), spool);
        session.ifPresent(this::closing);
        return session;
    }

    <T extends AutoCloseable> T closing(T resource) {
        toClose.add(0, resource);
        return resource;
    }

    static AccountSettings oauth(ScriptedPop3Server server) {
        return oauth(server, TlsMode.NONE, Trust.JVM_DEFAULT, Optional.empty());
    }

    static AccountSettings oauth(
            ScriptedPop3Server server, TlsMode tls, Trust trust, Optional<LoginOptions.SaslMechanism> mechanism) {
        URI authority = URI.create("https://login.example.com/tenant/");
        return account(
                server,
                Authentication.clientSecret(authority, "client", "s3cret", "scope/.default"),
                tls,
                trust,
                mechanism);
    }

    static AccountSettings password(ScriptedPop3Server server, Optional<LoginOptions.SaslMechanism> mechanism) {
        return account(server, Authentication.password("ada", "pass word"), TlsMode.NONE, Trust.JVM_DEFAULT, mechanism);
    }

    static Token token(String text) {
        return new Token(Secret.of(text), Instant.parse("2027-01-01T00:00:00Z"), Mechanism.BEARER);
    }

    static Token passwordToken() {
        return new Token(Secret.of("pass word"), Instant.MAX, Mechanism.PASSWORD);
    }

    static String text(RawMail mail) throws IOException {
        try (InputStream in = mail.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static AccountSettings account(
            ScriptedPop3Server server,
            Authentication authentication,
            TlsMode tls,
            Trust trust,
            Optional<LoginOptions.SaslMechanism> mechanism) {
        Endpoint nowhere = new Endpoint("127.0.0.1", 1, TlsMode.NONE);
        return new AccountSettings(
                Provider.GENERIC,
                MAILBOX,
                authentication,
                nowhere,
                new Endpoint("127.0.0.1", server.port(), tls),
                nowhere,
                trust,
                new Timeouts(Duration.ofSeconds(2), tls == TlsMode.NONE ? READ : HANDSHAKE, Duration.ofSeconds(2)),
                Optional.empty(),
                new LoginOptions(mechanism, false, Optional.empty()));
    }
}
