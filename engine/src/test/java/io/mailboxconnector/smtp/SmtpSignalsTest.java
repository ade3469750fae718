package io.mailboxconnector.smtp;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.DEFECT;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.WireForm;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.smtp.RefusesContent;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of an SMTP server, as it comes over the wire, is classified and explained. */
class SmtpSignalsTest {

    private static final String UNSUCCESSFUL = "535 5.7.139 Authentication unsuccessful, ";

    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
    }

    static List<WireForm> refusedLogins() {
        return List.of(
                new WireForm(
                        39,
                        UNSUCCESSFUL + "SmtpClientAuthentication is disabled for the Tenant.",
                        "MBX14021",
                        CONFIGURATION),
                new WireForm(
                        40,
                        UNSUCCESSFUL + "SmtpClientAuthentication is disabled for the Mailbox.",
                        "MBX14022",
                        CONFIGURATION),
                new WireForm(41, UNSUCCESSFUL + "basic authentication is disabled.", "MBX14023", CONFIGURATION),
                new WireForm(
                        42,
                        UNSUCCESSFUL + "user is locked by your organization's security defaults policy.",
                        "MBX14024",
                        CONFIGURATION),
                new WireForm(
                        43,
                        UNSUCCESSFUL + "the request did not meet the criteria to be authenticated successfully.",
                        "MBX14025",
                        CONFIGURATION),
                new WireForm(44, "535 5.7.3 Authentication unsuccessful", "MBX14026", CONFIGURATION),
                new WireForm(92, "534-5.7.9 Application-specific password required", "MBX14028", CONFIGURATION),
                new WireForm(61, "535-5.7.8 Username and Password not accepted.", "MBX14020", CONSENT),
                new WireForm(
                        87, "535 5.7.8 Error: authentication failed: (reason unavailable)", "MBX14020", CONFIGURATION),
                new WireForm(62, "555-5.5.2 Syntax error, command line too long", "MBX14029", DEFECT),
                new WireForm(63, "454 4.7.0 Too many login attempts, please try again later.", "MBX14031", WAIT),
                new WireForm(64, "535 5.7.0 (#AUTH005) Too many bad auth attempts", "MBX14020", CONFIGURATION),
                new WireForm(93, "504 5.7.4 Unrecognized authentication type", "MBX14020", CONFIGURATION));
    }

    static List<WireForm> refusedTokens() {
        return List.of(
                new WireForm(61, "535-5.7.8 Username and Password not accepted.", "MBX14027", CONSENT),
                new WireForm(
                        88, "535 5.7.8 Error: authentication failed: (reason unavailable)", "MBX14027", CONFIGURATION),
                new WireForm(
                        94,
                        "334 "
                                + Base64.getEncoder()
                                        .encodeToString("{\"status\":\"invalid_token\",\"scope\":\"mail\"}"
                                                .getBytes(StandardCharsets.UTF_8)),
                        "MBX14027",
                        CONFIGURATION));
    }

    static List<WireForm> refusedMails() {
        return List.of(
                new WireForm(41, "550 5.7.30 Basic authentication is not supported.", "MBX14023", CONFIGURATION),
                new WireForm(45, "530 5.7.57 Client not authenticated to send mail", "MBX14032", CONFIGURATION),
                new WireForm(
                        46, "554 5.7.60 SMTP; Client does not have permissions to send as", "MBX14043", CONFIGURATION),
                new WireForm(46, "554 5.2.252 SendAsDenied; desk not allowed", "MBX14043", CONFIGURATION),
                new WireForm(47, "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", "MBX14047", WAIT),
                new WireForm(48, "451 4.7.0 Temporary server error. Please try again later.", "MBX14048", WAIT),
                new WireForm(
                        49,
                        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException",
                        "MBX14049",
                        WAIT),
                new WireForm(
                        50,
                        "550 5.5.105 External sending is not supported for High Volume Email",
                        "MBX14046",
                        CONFIGURATION),
                new WireForm(63, "550 5.4.5 Daily user sending limit exceeded.", "MBX14049", WAIT));
    }

    @ParameterizedTest
    @MethodSource("refusedLogins")
    void explainsRefusedLogins(WireForm form) {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(
                SmtpServerOptions.plain().withLogin((user, secret) -> false).withRefusal(whole(form.wire())))) {
            form.assertExplainedBy(
                    catchThrowableOfType(MailboxException.class, () -> fixture.open(passwordAccount(server.port()))),
                    values(server));
        }
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void explainsRefusedTokens(WireForm form, @TempDir Path directory) {
        TestCertificates certificates = TestCertificates.create();
        Trust trust =
                new Trust(Optional.of(certificates.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
        try (FakeAuthorizationServer authorization = FakeAuthorizationServer.start(certificates.server());
                ScriptedSmtpServer server = new ScriptedSmtpServer(SmtpServerOptions.plain()
                        .withTls(certificates.server(), true)
                        .withLogin((user, secret) -> false)
                        .withRefusal(whole(form.wire())))) {
            authorization.registerClient("contoso.example", "client-1", "secret-1");
            Authentication client = Authentication.clientSecret(
                    authorization.authority("contoso.example"),
                    "client-1",
                    "secret-1",
                    "https://outlook.office365.com/.default");
            Endpoint smtp = new Endpoint("127.0.0.1", server.port(), TlsMode.IMPLICIT);

            form.assertExplainedBy(
                    catchThrowableOfType(
                            MailboxException.class,
                            () -> fixture.open(SmtpFixture.account(client, smtp, trust, SmtpFixture.TIMEOUTS))),
                    values(server));
        }
    }

    @ParameterizedTest
    @MethodSource("refusedMails")
    void explainsRefusedMails(WireForm form) throws Exception {
        boolean atMail = form.wire().startsWith("530") || form.wire().startsWith("432");
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            server.behave(atMail ? new ReplyTo("MAIL", form.wire()) : new RefusesContent(form.wire()));
            try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
                RenderedMail mail = mail("ann@example.com");
                form.assertExplainedBy(
                        catchThrowableOfType(MailboxException.class, () -> session.submit(mail)), values(server));
            }
        }
    }

    @Test
    void coversEverySignal() {
        WireForm.assertComplete(
                Phase.SMTP,
                Stream.of(refusedLogins(), refusedTokens(), refusedMails())
                        .flatMap(List::stream)
                        .toList());
    }

    /** A reply that is continued needs its last line. */
    private static String whole(String reply) {
        return reply.charAt(3) == '-' ? reply + "\n" + reply.substring(0, 3) + " see the help pages" : reply;
    }

    private static KnownValues values(ScriptedSmtpServer server) {
        return KnownValues.NONE.with(Placeholder.MAILBOX, DESK).with(Placeholder.SERVER, "127.0.0.1:" + server.port());
    }
}
