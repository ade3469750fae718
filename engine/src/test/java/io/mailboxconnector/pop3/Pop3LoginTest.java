package io.mailboxconnector.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.pop3.Offers;
import io.mailboxconnector.testkit.pop3.Refuses;
import io.mailboxconnector.testkit.pop3.RejectsTokens;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import io.mailboxconnector.testkit.pop3.Without;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in: two-line SASL, the one replacement of a token, the probe, TLS, and who holds the maildrop. */
class Pop3LoginTest extends Pop3Fixture {

    private static final String SASL = "SASL PLAIN LOGIN XOAUTH2 OAUTHBEARER";
    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    @Test
    void presentsTheTokenOnALineOfItsOwnAndProbes() {
        ScriptedPop3Server server = start();
        List<String> seen = new ArrayList<>();
        server.acceptLogins((user, token) -> seen.add(user + " " + token));

        open(server);

        assertThat(seen).containsExactly(MAILBOX + " token-1");
        assertThat(server.commands()).containsExactly("CAPA", "AUTH XOAUTH2", "****", "STAT");
    }

    @Test
    void presentsTheTokenInTheLineOfTheCommandWhereTheServerWantsItThere() {
        ScriptedPop3Server server = start(new Refuses("AUTH XOAUTH2", "-ERR parameter missing"));
        List<String> seen = new ArrayList<>();
        server.acceptLogins((user, token) -> seen.add(token));

        open(server);

        assertThat(seen).containsExactly("token-1");
        assertThat(server.commands()).startsWith("CAPA", "AUTH XOAUTH2", "AUTH XOAUTH2 ****");
    }

    @Test
    void usesOauthbearerWhereItIsAllThereIs() {
        ScriptedPop3Server server = start(new Without(SASL), new Offers("SASL OAUTHBEARER"));
        List<String> seen = new ArrayList<>();
        server.acceptLogins((user, token) -> seen.add(user + " " + token));

        open(server);

        assertThat(seen).containsExactly(MAILBOX + " token-1");
        assertThat(server.commands()).contains("AUTH OAUTHBEARER");
    }

    @Test
    void answersTheChallengeAndTriesOneOtherToken() {
        ScriptedPop3Server server = start(new RejectsTokens(1));
        List<String> accepted = new ArrayList<>();
        server.acceptLogins((user, token) -> accepted.add(token));

        open(server);

        assertThat(accepted).containsExactly("token-2");
        assertThat(server.commands()).contains("answer ''");
        assertThat(server.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void givesUpAfterTheSecondTokenWithTheChallengeInTheMessage() {
        ScriptedPop3Server server = start(new RejectsTokens(5));

        assertThatThrownBy(() -> open(server))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX18001")
                .hasMessageContaining("\"status\":\"401\"")
                .hasMessageContaining("POP.AccessAsApp")
                .hasMessageNotContainingAny("token-1", "token-2");
        assertThat(server.acceptedConnections()).isEqualTo(2);
        assertThat(budget.takeMaildrop()).isTrue();
    }

    @Test
    void neverSendsATokenAsPassword() {
        ScriptedPop3Server server = start(new Without(SASL));

        assertThatThrownBy(() -> open(server))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX18009");
        assertThat(server.commands()).containsExactly("CAPA");
    }

    @Test
    void logsInByPasswordWithPlainElseUserAndPass() {
        ScriptedPop3Server plain = start();
        plain.acceptLogins((user, password) -> user.equals("ada") && password.equals("pass word"));
        openByPassword(plain, Optional.empty()).close();
        assertThat(plain.commands()).startsWith("CAPA", "AUTH PLAIN", "****", "STAT");

        ScriptedPop3Server old = start(new Without(SASL));
        old.acceptLogins((user, password) -> user.equals("ada") && password.equals("pass word"));
        openByPassword(old, Optional.empty()).close();
        assertThat(old.commands()).startsWith("CAPA", "USER ada", "PASS ****", "STAT");

        ScriptedPop3Server login = start();
        login.acceptLogins((user, password) -> user.equals("ada") && password.equals("pass word"));
        openByPassword(login, Optional.of(SaslMechanism.LOGIN)).close();
        assertThat(login.commands()).startsWith("CAPA", "AUTH LOGIN", "****", "****", "STAT");
    }

    @Test
    void refusesAMechanismThatTheServerDoesNotOffer() {
        ScriptedPop3Server server = start(new Without(SASL), new Offers("SASL PLAIN"));

        assertThatThrownBy(() -> openByPassword(server, Optional.of(SaslMechanism.LOGIN)))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX18010");
    }

    @Test
    void doesNotReplaceAPassword() {
        ScriptedPop3Server server = start();
        server.acceptLogins((user, password) -> false);

        assertThatThrownBy(() -> openByPassword(server, Optional.empty()))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX18002")
                .hasMessageNotContaining("pass word");
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void doesNotQuoteASecretThatTheServerEchoes() {
        ScriptedPop3Server server = start(new Without(SASL), new Refuses("PASS", "-ERR what is 'pass word'?"));

        Throwable refusal = catchThrowable(() -> openByPassword(server, Optional.empty()));

        assertThat(refusal).isInstanceOf(AuthenticationFailed.class).hasMessageNotContaining("pass word");
    }

    /** Some servers accept the login of a mailbox that they do not open. */
    @Test
    void aLoginThatDoesNotOpenTheMailboxIsNone() {
        ScriptedPop3Server server = start(new Refuses("STAT", "-ERR [AUTH] Authentication failed."));

        assertThatThrownBy(() -> open(server)).hasMessageStartingWith("MBX18001");
    }

    @Test
    void waitsForAMaildropThatIsInUse() {
        ScriptedPop3Server server = start();
        server.lockMaildrop();

        assertThat(open(oauth(server), token("token-1"))).isEmpty();

        server.unlockMaildrop();
        assertThat(open(oauth(server), token("token-1"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "-ERR [IN-USE] Do you have another POP session running?",
        "-ERR maildrop already locked",
        "-ERR Unable to open: mailbox is locked",
        "-ERR /var/mail/ada lock busy!  Is another session active?"
    })
    void knowsTheWordsForInUse(String reply) {
        assertThat(open(oauth(start(new Refuses("STAT", reply))), token("token-1")))
                .isEmpty();
    }

    @Test
    void twoSessionsOfThisProcessDoNotCollide() {
        ScriptedPop3Server server = start();
        Pop3Session first = open(server);

        assertThat(open(oauth(server), token("token-1"))).isEmpty();
        assertThat(server.acceptedConnections()).isEqualTo(1);

        first.quit();
        assertThat(open(oauth(server), token("token-1"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -ERR [SYS/TEMP] Mailbox server is down                                     | MBX18005
            -ERR [SYS/PERM] Mailbox is corrupt                                         | MBX18006
            -ERR Server Unavailable. 21                                                | MBX18005
            -ERR Too many simultaneous connections. (Failure)                          | MBX18004
            -ERR Request is throttled. Suggested Backoff Time: 1234 milliseconds       | MBX18004
            -ERR [LOGIN-DELAY] minimum time between mail checks violation              | MBX18003
            -ERR Logon failure: LogonDenied-BasicAuthBlocked                           | MBX18017
            -ERR Authentication failure: unknown user name or bad password.            | MBX18001
            -ERR Protocol error. Connection is closed. 10                              | MBX18001
            """)
    void classifiesWhatAServerSaysToALogin(String reply, String code) {
        Throwable refusal = catchThrowable(() -> open(start(new Refuses("AUTH", reply))));

        assertThat(refusal).isInstanceOf(MailboxException.class).hasMessageStartingWith(code);
    }

    /** The token was not presented yet when the refusal had a code, so it is not presented at all. */
    @Test
    void doesNotPressAServerThatSaysWhyNot() {
        ScriptedPop3Server server = start(new Refuses("AUTH", "-ERR [SYS/TEMP] not now"));

        assertThatThrownBy(() -> open(server)).hasMessageStartingWith("MBX18005");
        assertThat(server.commands()).containsExactly("CAPA", "AUTH XOAUTH2");
    }

    @Test
    void oneLoginTooManyDoesNotKeepAnybodyFromSending() {
        ScriptedPop3Server server = start(new Offers("LOGIN-DELAY 900"), new Refuses("STAT", "-ERR [LOGIN-DELAY] no"));

        assertThatThrownBy(() -> open(server))
                .isInstanceOfSatisfying(
                        MailboxThrottled.class,
                        refusal -> assertThat(refusal.retryAdvice().delay()).isEqualTo(Duration.ofMinutes(15)));
        assertThat(budget.pausedUntil()).isEmpty();
    }

    @Test
    void aServerThatThrottlesIsLeftAloneByAll() {
        ScriptedPop3Server server = start(new Refuses("GREETING", "-ERR throttled. Suggested Backoff Time: 90000 ms"));

        assertThatThrownBy(() -> open(server)).isInstanceOf(MailboxThrottled.class);
        assertThat(budget.pausedUntil()).isPresent();
    }

    @Test
    void isTurnedAwayAtTheDoor() {
        assertThatThrownBy(() -> open(start(new Refuses("GREETING", "-ERR closed for today"))))
                .hasMessageStartingWith("MBX18014");
    }

    @Test
    void worksOverTlsFromTheFirstByteAndAfterStls(@TempDir Path directory) {
        Trust trust =
                new Trust(Optional.of(CERTIFICATES.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
        ScriptedPop3Server implicit = closing(ScriptedPop3Server.startTls(CERTIFICATES.server()));
        ScriptedPop3Server later = closing(ScriptedPop3Server.startWithStls(CERTIFICATES.server()));

        open(oauth(implicit, TlsMode.IMPLICIT, trust, Optional.empty()), token("token-1"))
                .orElseThrow()
                .quit();
        open(oauth(later, TlsMode.STARTTLS, trust, Optional.empty()), token("token-1"))
                .orElseThrow()
                .quit();

        assertThat(later.commands()).containsExactly("CAPA", "STLS", "CAPA", "AUTH XOAUTH2", "****", "STAT", "QUIT");
    }

    @Test
    void refusesCertificatesThatAreNotTrustedOrForAnotherName(@TempDir Path directory) {
        Trust trust =
                new Trust(Optional.of(CERTIFICATES.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
        ScriptedPop3Server server = closing(ScriptedPop3Server.startTls(CERTIFICATES.server()));
        ScriptedPop3Server other = closing(ScriptedPop3Server.startWithStls(CERTIFICATES.serverForOtherName()));

        assertThatThrownBy(() ->
                        open(oauth(server, TlsMode.IMPLICIT, Trust.JVM_DEFAULT, Optional.empty()), token("token-1")))
                .hasMessageStartingWith("MBX12008");
        assertThatThrownBy(() -> open(oauth(other, TlsMode.STARTTLS, trust, Optional.empty()), token("token-1")))
                .hasMessageStartingWith("MBX12009");
        assertThat(other.commands()).containsExactly("CAPA", "STLS");
    }

    @Test
    void refusesAServerWithoutStls() {
        ScriptedPop3Server server = start();

        assertThatThrownBy(() ->
                        open(oauth(server, TlsMode.STARTTLS, Trust.JVM_DEFAULT, Optional.empty()), token("token-1")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX18008");
        assertThat(server.commands()).containsExactly("CAPA");
    }

    private Pop3Session openByPassword(ScriptedPop3Server server, Optional<SaslMechanism> mechanism) {
        return open(password(server, mechanism), passwordToken()).orElseThrow();
    }
}
