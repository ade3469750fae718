package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.PASSWORD;
import static io.mailboxconnector.smtp.SmtpFixture.TIMEOUTS;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RefusesTooManyConnections;
import io.mailboxconnector.testkit.smtp.RejectsTokenOnce;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4954 and XOAUTH2: TLS first, one login, one retry with a fresh token, and what a refusal means. */
class SmtpLoginTest {

    private static final String CHALLENGE = "334 "
            + Base64.getEncoder()
                    .encodeToString("{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}"
                            .getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path directory;

    private static TestCertificates certificates;
    private static FakeAuthorizationServer authorization;
    private static Trust trust;

    private SmtpFixture fixture;

    @BeforeAll
    static void startAuthorizationServer() {
        certificates = TestCertificates.create();
        authorization = FakeAuthorizationServer.start(certificates.server());
        authorization.registerClient("contoso.example", "client-1", "secret-1");
        trust = new Trust(Optional.of(certificates.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
    }

    @AfterAll
    static void stopAuthorizationServer() {
        authorization.close();
    }

    @BeforeEach
    void begin() {
        fixture = new SmtpFixture();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, false", "IMPLICIT, true"})
    void logsInByTokenOverTls(TlsMode mode, boolean implicit) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(SmtpServerOptions.plain()
                        .withTls(certificates.server(), implicit)
                        .withLogin(authorization::accepts));
                SmtpSession session = fixture.open(oauth(server, mode))) {
            session.submit(mail("ann@example.com"));

            assertThat(server.commands()).contains("AUTH XOAUTH2").doesNotContain("AUTH PLAIN");
            assertThat(server.logins()).isEqualTo(1);
            assertThat(session.tokenExpiresAt()).isAfter(fixture.wire.clock().instant());
        }
    }

    @Test
    void logsInByOauthbearerWhereThatIsWhatTheServerOffers() {
        try (ScriptedSmtpServer server = tlsServer(SmtpServerOptions.plain()
                        .withMechanisms("OAUTHBEARER PLAIN")
                        .withLogin(authorization::accepts));
                SmtpSession session = fixture.open(oauth(server, TlsMode.STARTTLS))) {
            assertThat(session.isAlive()).isTrue();
            assertThat(server.commands()).contains("AUTH OAUTHBEARER");
        }
    }

    @Test
    void answersARefusalByOauthbearerAsTheStandardHasItAndKeepsWhatTheServerSaid() {
        String why = "{\"status\":\"invalid_token\",\"scope\":\"mail\"}";
        String refusal = "334 " + Base64.getEncoder().encodeToString(why.getBytes(StandardCharsets.UTF_8));
        try (ScriptedSmtpServer server = tlsServer(SmtpServerOptions.plain()
                .withMechanisms("OAUTHBEARER")
                .withLogin((user, token) -> false)
                .withRefusal(refusal))) {
            AuthenticationFailed failed = refused(AuthenticationFailed.class, oauth(server, TlsMode.STARTTLS));

            assertThat(failed)
                    .hasMessageStartingWith("MBX14027")
                    .hasMessageContaining("\"status\":\"invalid_token\"")
                    .hasMessageContaining("issuer, audience and scope");
            assertThat(server.acceptedConnections()).isEqualTo(2);
        }
    }

    @Test
    void presentsAPasswordByPlain() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(SmtpServerOptions.plain()
                        .withLogin((user, secret) -> user.equals(DESK) && secret.equals(PASSWORD)));
                SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            assertThat(server.commands()).contains("AUTH PLAIN");
            assertThat(session.tokenExpiresAt()).isEqualTo(java.time.Instant.MAX);
        }
    }

    @ParameterizedTest
    @CsvSource({"exchange", "google"})
    void triesOnceMoreWithAFreshTokenWhenTheServerRefusesOne(String manner) {
        String refusal = manner.equals("google") ? CHALLENGE : "535 5.7.3 Authentication unsuccessful";
        try (ScriptedSmtpServer server = tlsServer(SmtpServerOptions.plain().withLogin(authorization::accepts))
                .behave(new RejectsTokenOnce(refusal))) {
            int before = authorization.requests();

            fixture.open(oauth(server, TlsMode.STARTTLS)).close();

            assertThat(server.acceptedConnections()).isEqualTo(2);
            assertThat(server.logins()).isEqualTo(1);
            assertThat(authorization.requests() - before).isEqualTo(2);
        }
    }

    @Test
    void doesNotQuoteATokenThatTheServerEchoes() {
        String proof = Base64.getEncoder()
                .encodeToString("auth=Bearer token".repeat(20).getBytes(StandardCharsets.UTF_8));
        try (ScriptedSmtpServer server = tlsServer(SmtpServerOptions.plain())
                .behave(new ReplyTo("AUTH", "501 5.5.4 Not understood: AUTH XOAUTH2 " + proof))) {
            AuthenticationFailed failed = refused(AuthenticationFailed.class, oauth(server, TlsMode.STARTTLS));

            assertThat(failed).hasMessageContaining("AUTH XOAUTH2 …").hasStackTraceContaining("Not understood");
            assertThat(failed.getMessage()).doesNotContain(proof.substring(0, 30));
            assertThat(failed.getCause()).message().doesNotContain(proof.substring(0, 30));
        }
    }

    @Test
    void decodesTheChallengeOfARefusedTokenAndKeepsTheTokenToItself() {
        try (ScriptedSmtpServer server = tlsServer(
                SmtpServerOptions.plain().withLogin((user, token) -> false).withRefusal(CHALLENGE))) {
            AuthenticationFailed failed = refused(AuthenticationFailed.class, oauth(server, TlsMode.STARTTLS));

            assertThat(failed)
                    .hasMessageStartingWith("MBX14027")
                    .hasMessageContaining("\"status\":\"401\"")
                    .hasMessageContaining(DESK)
                    .hasMessageContaining("https://mail.google.com/");
            assertThat(server.acceptedConnections()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.  | 14021
            535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. | 14022
            535 5.7.139 Authentication unsuccessful, basic authentication is disabled.                     | 14023
            535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy | 14024
            535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully | 14025
            535 5.7.3 Authentication unsuccessful                                                          | 14026
            535 5.7.8 Username and Password not accepted                                                   | 14020
            534 5.7.9 Application-specific password required                                               | 14028
            555 5.5.2 Syntax error, command line too long                                                  | 14029
            """)
    void explainsARefusedLogin(String reply, int code) {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(
                SmtpServerOptions.plain().withLogin((user, secret) -> false).withRefusal(reply))) {
            AuthenticationFailed failed = refused(AuthenticationFailed.class, passwordAccount(server.port()));

            assertThat(failed.code()).isEqualTo("MBX" + code);
            assertThat(failed).hasMessageContaining(DESK).hasMessageContaining("127.0.0.1:" + server.port());
            assertThat(failed.getMessage()).doesNotContain(PASSWORD).doesNotContain("..");
            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void waitsWhenLoginsAreTooManyOrCannotBeChecked() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            server.behave(new ReplyTo("AUTH", "454 4.7.0 Too many login attempts, please try again later"));
            assertThat(refused(MailboxThrottled.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14031");

            server.behave(new ReplyTo("AUTH", "454 4.7.0 Temporary authentication failure"));
            assertThat(refused(MailboxUnavailable.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14030");
        }
    }

    @Test
    void tellsABrokenConnectionFromARefusedLogin() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().behave(new ReplyTo("AUTH", Answer.drop()))) {
            MailboxException lost = refused(MailboxException.class, passwordAccount(server.port()));

            assertThat(lost).isNotInstanceOf(AuthenticationFailed.class);
            assertThat(lost.code()).isEqualTo("MBX14061");
        }
    }

    @Test
    void refusesToSendPasswordsToAServerWithoutStartTls() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            ConfigurationInvalid invalid = refused(ConfigurationInvalid.class, oauth(server, TlsMode.STARTTLS));

            assertThat(invalid).hasMessageStartingWith("MBX14010").hasMessageContaining("smtpTls");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void refusesACertificateThatIsNotTrusted() {
        try (ScriptedSmtpServer server = tlsServer(SmtpServerOptions.plain())) {
            AccountSettings account = SmtpFixture.account(
                    Authentication.password(DESK, PASSWORD),
                    new Endpoint("127.0.0.1", server.port(), TlsMode.STARTTLS),
                    Trust.JVM_DEFAULT,
                    TIMEOUTS);

            assertThat(refused(ConfigurationInvalid.class, account)).hasMessageStartingWith("MBX12008");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void doesNotTakeASilentServerWithoutAuthForALogin() {
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer(SmtpServerOptions.plain().withMechanisms(""))) {
            assertThat(refused(ConfigurationInvalid.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14013")
                    .hasMessageContaining("offered: none");
        }
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer(SmtpServerOptions.plain().withMechanisms("CRAM-MD5"))) {
            assertThat(refused(ConfigurationInvalid.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14013")
                    .hasMessageContaining("CRAM-MD5");
        }
    }

    @Test
    void tellsTooManyConnectionsAndAnUnavailableServerApart() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().behave(new RefusesTooManyConnections())) {
            assertThat(refused(MailboxThrottled.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14012");

            server.behave(new Misbehaviour() {
                @Override
                public Optional<Answer> onConnect(int connection) {
                    return Optional.of(Answer.sayAndDrop("554 5.3.2 No service here"));
                }
            });
            assertThat(refused(MailboxUnavailable.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14011");

            server.stop();
            assertThat(refused(MailboxUnavailable.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX12002");
        }
    }

    @Test
    void saysThatSomethingElseThanSmtpAnswers() {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().behave(new Misbehaviour() {
            @Override
            public Optional<Answer> onConnect(int connection) {
                return Optional.of(Answer.sayAndDrop("* OK IMAP4rev1 ready"));
            }
        })) {
            assertThat(refused(MailboxUnavailable.class, passwordAccount(server.port())))
                    .hasMessageStartingWith("MBX14063")
                    .hasMessageContaining("IMAP4rev1");
        }
    }

    private <E extends MailboxException> E refused(Class<E> type, AccountSettings account) {
        return catchThrowableOfType(type, () -> fixture.open(account));
    }

    private static ScriptedSmtpServer tlsServer(SmtpServerOptions options) {
        return new ScriptedSmtpServer(options.withTls(certificates.server(), false));
    }

    @ParameterizedTest
    @CsvSource({"IMPLICIT, true", "STARTTLS, false"})
    void refusesACertificateForAnotherHostBeforeItSaysAnything(TlsMode mode, boolean implicit) {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(
                SmtpServerOptions.plain().withTls(certificates.serverForOtherName(), implicit))) {
            ConfigurationInvalid invalid = refused(ConfigurationInvalid.class, oauth(server, mode));

            assertThat(invalid).hasMessageStartingWith("MBX12009").hasMessageContainingAll("127.0.0.1", "smtpHost");
            assertThat(server.logins()).isZero();
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    private static AccountSettings oauth(ScriptedSmtpServer server, TlsMode mode) {
        return SmtpFixture.account(
                Authentication.clientSecret(
                        authorization.authority("contoso.example"),
                        "client-1",
                        "secret-1",
                        "https://outlook.office365.com/.default"),
                new Endpoint("127.0.0.1", server.port(), mode),
                trust,
                TIMEOUTS);
    }
}
