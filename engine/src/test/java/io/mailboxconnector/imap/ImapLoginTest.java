package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.AuthenticatedButNotConnected;
import io.mailboxconnector.testkit.imap.EchoesLogin;
import io.mailboxconnector.testkit.imap.FallsSilent;
import io.mailboxconnector.testkit.imap.RejectsTokenOnce;
import io.mailboxconnector.testkit.imap.SaysGoodbye;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in: SASL XOAUTH2, the one replacement of a token, the probe, the classification of refusals. */
class ImapLoginTest extends SessionTest {

    @Test
    void presentsUserAndTokenInOneLine() {
        ScriptedImapServer server = start();
        List<String> seen = new ArrayList<>();
        server.acceptLogins((user, token) -> seen.add(user + " " + token));

        open(server);

        assertThat(seen).containsExactly(TestAccounts.MAILBOX + " token-1");
        assertThat(server.commands().get(0)).isEqualTo("AUTHENTICATE XOAUTH2 ****");
    }

    @Test
    void presentsTheTokenAfterTheContinuationWithoutSaslIr() {
        ScriptedImapServer server = start(new Without("SASL-IR"));
        server.acceptLogins((user, token) -> token.equals("token-1"));

        open(server);

        assertThat(server.commands()).startsWith("AUTHENTICATE XOAUTH2", "****");
    }

    @Test
    void answersTheChallengeByAnEmptyLineAndTriesOneOtherToken() {
        ScriptedImapServer server = start(new RejectsTokenOnce());
        List<String> accepted = new ArrayList<>();
        server.acceptLogins((user, token) -> accepted.add(token));

        open(server);

        assertThat(server.commands()).startsWith("AUTHENTICATE XOAUTH2 ****", "", "AUTHENTICATE XOAUTH2 ****");
        assertThat(accepted).containsExactly("token-2");
        assertThat(server.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void givesUpAfterTheSecondTokenWithTheChallengeInTheMessage() {
        ScriptedImapServer server = start(new RejectsTokenOnce(5));

        AuthenticationFailed failure = refusal(server, AuthenticationFailed.class);

        assertThat(failure)
                .hasMessageStartingWith("MBX13001")
                .hasMessageContaining(TestAccounts.MAILBOX)
                .hasMessageContaining("\"status\":\"401\"")
                .hasMessageNotContainingAny("token-1", "token-2");
        assertThat(server.commands("AUTHENTICATE")).hasSize(2);
    }

    @Test
    void doesNotReplaceAPassword() {
        ScriptedImapServer server = start();
        server.acceptLogins((user, password) -> false);

        assertThatThrownBy(() -> open(
                        TestAccounts.password(server.port(), "ada", "s3cret"), TestAccounts.passwordToken("s3cret")))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX13002")
                .hasMessageNotContaining("s3cret");
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void logsInByPasswordWithPlainElseLogin() {
        ScriptedImapServer plain = start();
        plain.acceptLogins((user, password) -> user.equals("ada") && password.equals("pass word"));
        open(TestAccounts.password(plain.port(), "ada", "pass word"), TestAccounts.passwordToken("pass word"));
        assertThat(plain.commands()).startsWith("AUTHENTICATE PLAIN", "****");

        ScriptedImapServer login = start(new Without("AUTH=PLAIN"));
        login.acceptLogins((user, password) -> user.equals("ada") && password.equals("pass word"));
        open(TestAccounts.password(login.port(), "ada", "pass word"), TestAccounts.passwordToken("pass word"));
        assertThat(login.commands()).startsWith("LOGIN ada ****");
    }

    @Test
    void doesNotQuoteATokenThatTheServerEchoes() {
        for (String[] missing : new String[][] {{}, {"SASL-IR"}}) {
            ScriptedImapServer server = start(new EchoesLogin(), new Without(missing));

            String told = trace(refusal(server, AuthenticationFailed.class));

            assertThat(told).contains("Not understood").doesNotContain("token-1", "token-2");
            for (String token : List.of("token-1", "token-2")) {
                String proof = base64("user=" + TestAccounts.MAILBOX + "\u0001auth=Bearer " + token + "\u0001\u0001");
                assertThat(told).doesNotContain(proof, proof.substring(0, 30));
            }
        }
    }

    @Test
    void doesNotQuoteAPasswordThatTheServerEchoes() {
        for (String[] missing : new String[][] {{}, {"AUTH=PLAIN"}}) {
            ScriptedImapServer server = start(new EchoesLogin(), new Without(missing));

            String told = trace(catchThrowableOfType(
                    AuthenticationFailed.class,
                    () -> open(
                            TestAccounts.password(server.port(), "ada", "s3cret"),
                            TestAccounts.passwordToken("s3cret"))));

            assertThat(told)
                    .contains("Not understood")
                    .doesNotContain("s3cret", base64("s3cret"), base64("\u0000ada\u0000s3cret"));
        }
    }

    @Test
    void neverSendsATokenAsPassword() {
        ScriptedImapServer server = start(new Without("AUTH=XOAUTH2"));

        assertThat(refusal(server, ConfigurationInvalid.class)).hasMessageStartingWith("MBX13017");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void refusesAServerWithoutStartTls() {
        ScriptedImapServer server = start();

        assertThatThrownBy(() -> open(
                        TestAccounts.oauth(server.port(), TlsMode.STARTTLS, Trust.JVM_DEFAULT),
                        TestAccounts.token("token-1")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX13016");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void explainsALoginWithoutMailbox() {
        ScriptedImapServer server = start(new AuthenticatedButNotConnected());

        assertThat(refusal(server, AuthenticationFailed.class))
                .hasMessageStartingWith("MBX13003")
                .hasMessageContaining("Add-MailboxPermission");
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO AUTHENTICATE failed.                                                              | MBX13001
            NO [AUTHENTICATIONFAILED] Authentication failed.                                     | MBX13001
            NO [AUTHORIZATIONFAILED] Not yours                                                   | MBX13001
            NO LOGIN failed. LogonDenied-BasicAuthBlocked                                        | MBX13004
            NO Basic authentication is disabled                                                  | MBX13004
            NO [ALERT] Application-specific password required: https://support.example.com       | MBX13005
            NO [UNAVAILABLE] Temporary authentication failure.                                   | MBX13006
            NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded                 | MBX13007
            NO [ALERT] Too many simultaneous connections. (Failure)                              | MBX13007
            NO [LIMIT] enough                                                                    | MBX13007
            BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds                | MBX13008
            BAD User is authenticated but not connected.                                         | MBX13003
            """)
    void classifiesRefusals(String answer, String code) {
        MailboxException failure = refusal(start(new Answers("AUTHENTICATE", answer)), MailboxException.class);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageContaining(TestAccounts.MAILBOX)
                .hasMessageContaining("127.0.0.1:")
                .message()
                .doesNotContain("..");
    }

    @Test
    void takesATurnedAwayConnectionAsUnavailableOrThrottled() {
        assertThat(refusal(start(new SaysGoodbye("GREETING", "shutting down")), MailboxUnavailable.class))
                .hasMessageStartingWith("MBX13022");
        assertThat(refusal(start(new SaysGoodbye("GREETING", "Too many connections")), MailboxThrottled.class))
                .hasMessageStartingWith("MBX13007");
    }

    @Test
    void waitsForASilentServerNoLongerThanTheReadTimeOut() {
        assertThat(refusal(start(new FallsSilent("GREETING")), MailboxUnavailable.class))
                .hasMessageStartingWith("MBX12005");
        assertThat(refusal(start(new FallsSilent("AUTHENTICATE")), MailboxUnavailable.class))
                .hasMessageStartingWith("MBX12005");
    }

    @Test
    void saysWhenNobodyListens() {
        ScriptedImapServer server = start();
        server.stop();

        assertThat(refusal(server, MailboxUnavailable.class)).hasMessageStartingWith("MBX12002");
    }

    @Test
    void leavesNoConnectionBehindAfterARefusal() {
        ScriptedImapServer server = start(new AuthenticatedButNotConnected());

        refusal(server, AuthenticationFailed.class);

        org.awaitility.Awaitility.await().until(() -> server.openConnections() == 0);
    }

    @Test
    void survivesARefusedId() {
        ScriptedImapServer server = start(new Answers("ID", "BAD what"));

        assertThat(open(server).serverName()).isEqualTo("Scripted server ready");
    }

    @Test
    void logsInToAMailboxWithAnyTokenThatComes() {
        ScriptedImapServer server = start();
        Token token = TestAccounts.token("x".repeat(3_000));
        server.acceptLogins((user, proof) -> proof.equals(token.secret().reveal()));

        open(TestAccounts.oauth(server.port()), token);

        assertThat(server.openConnections()).isEqualTo(1);
    }

    private <T extends MailboxException> T refusal(ScriptedImapServer server, Class<T> type) {
        return catchThrowableOfType(type, () -> open(server));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
