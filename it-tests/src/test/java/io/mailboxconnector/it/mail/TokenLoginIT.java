package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Opening;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keycloak issues the tokens and judges them; a desk that speaks as Microsoft Entra does hands them out. */
@RealMailServers
@Tag("slow")
class TokenLoginIT {

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private KeycloakServer keycloak;
    private FakeAuthorizationServer desk;
    private LabAccounts accounts;

    @BeforeEach
    void openDesk(MailLab lab) {
        keycloak = lab.keycloak();
        accounts = new LabAccounts(lab);
        desk = FakeAuthorizationServer.start(lab.certificates().server());
    }

    @AfterEach
    void closeDesk() {
        engine.close();
        desk.close();
    }

    private AccountSettings account(String mailbox, String token) {
        desk.answerAlways(TokenReply.json(200, token));
        return accounts.token(mailbox, desk, "handed-out-by-the-desk", "a secret that Keycloak never sees");
    }

    private static AccountSettings by(SaslMechanism mechanism, AccountSettings account) {
        return new AccountSettings(
                account.provider(),
                account.mailbox(),
                account.authentication(),
                account.imap(),
                account.pop3(),
                account.smtp(),
                account.trust(),
                account.timeouts(),
                account.sendRate(),
                new LoginOptions(Optional.of(mechanism), false, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(names = {"XOAUTH2", "OAUTHBEARER"})
    void anApplicationOpensEveryMailbox(SaslMechanism mechanism, MailLab lab) {
        AccountSettings account = by(mechanism, account(lab.newMailbox(), keycloak.applicationToken(LabClient.APP)));

        try (ImapSession session = engine.openImap(account)) {
            assertThat(session.select("INBOX").messages()).isZero();
            assertThat(session.tokenExpiresAt()).isAfter(Instant.EPOCH);
        }
        try (SmtpSession session = engine.openSmtp(account)) {
            assertThat(session.isAlive()).isTrue();
        }
    }

    @Test
    void aUserOpensTheOwnMailboxAndTheSharedOneAndNoOther() {
        String token = keycloak.userToken(MailLab.BOB, MailLab.PASSWORD);

        try (ImapSession own = engine.openImap(account(MailLab.BOB, token));
                ImapSession shared = engine.openImap(account(MailLab.SHARED, token))) {
            assertThat(own.select("INBOX").messages()).isZero();
            assertThat(shared.select("INBOX").messages()).isZero();
        }
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openImap(account(MailLab.ALICE, token)));
    }

    @ParameterizedTest
    @EnumSource(names = {"XOAUTH2", "OAUTHBEARER"})
    void aTokenWithoutTheRightIsAFailureOfAuthentication(SaslMechanism mechanism, MailLab lab) {
        AccountSettings account =
                by(mechanism, account(lab.newMailbox(), keycloak.applicationToken(LabClient.APP_NOBOX)));

        assertThatExceptionOfType(AuthenticationFailed.class).isThrownBy(() -> engine.openImap(account));
        assertThatExceptionOfType(AuthenticationFailed.class).isThrownBy(() -> engine.openSmtp(account));
    }

    @ParameterizedTest
    @EnumSource(names = {"XOAUTH2", "OAUTHBEARER"})
    void aTokenThatNobodyIssuedIsAFailureOfAuthentication(SaslMechanism mechanism, MailLab lab) {
        AccountSettings account = by(
                mechanism,
                account(
                        lab.newMailbox(),
                        "{\"access_token\":\"no.such.token\",\"token_type\":\"Bearer\",\"expires_in\":300}"));

        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openImap(account))
                .withMessageNotContaining("no.such.token");
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openSmtp(account))
                .withMessageNotContaining("no.such.token");
    }

    @ParameterizedTest
    @EnumSource(names = {"XOAUTH2", "OAUTHBEARER"})
    void aTokenForAnotherServerIsRefusedWithItsRemedy(SaslMechanism mechanism, MailLab lab) {
        AccountSettings account =
                by(mechanism, account(lab.newMailbox(), keycloak.applicationToken(LabClient.APP_ELSEWHERE)));

        isRefusedEverywhere(mechanism, account);
    }

    @ParameterizedTest
    @EnumSource(names = {"XOAUTH2", "OAUTHBEARER"})
    void aTokenThatWasTakenBackIsRefusedWithItsRemedy(SaslMechanism mechanism, MailLab lab) {
        String token = keycloak.applicationToken(LabClient.APP);
        AccountSettings account = by(mechanism, account(lab.newMailbox(), token));
        engine.openImap(account).close();

        keycloak.revoke(LabClient.APP, token.replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1"));

        isRefusedEverywhere(mechanism, account);
    }

    @ParameterizedTest
    @EnumSource(names = {"XOAUTH2", "OAUTHBEARER"})
    void aTokenThatExpiredIsRefusedWithItsRemedyUntilTheDeskHasANewOne(SaslMechanism mechanism, MailLab lab) {
        String mailbox = lab.newMailbox();
        String shortLived = keycloak.applicationToken(LabClient.APP_SHORT)
                .replace("\"expires_in\":" + KeycloakServer.SHORT_LIFE.toSeconds(), "\"expires_in\":300");
        AccountSettings account = by(mechanism, account(mailbox, shortLived));
        Awaitility.await("the token expires")
                .atMost(KeycloakServer.SHORT_LIFE.multipliedBy(10))
                .untilAsserted(() -> assertThatExceptionOfType(AuthenticationFailed.class)
                        .isThrownBy(() -> engine.openImap(account).close()));

        isRefusedEverywhere(mechanism, account);
        try (MailEngine another = new MailEngine(Clock.systemUTC());
                ImapSession session = another.openImap(account(mailbox, keycloak.applicationToken(LabClient.APP)))) {
            assertThat(session.select("INBOX").messages()).isZero();
        }
    }

    /** By its number, with what the server says of it and what an administrator has to do. */
    private void isRefusedEverywhere(SaslMechanism mechanism, AccountSettings account) {
        // The server's own words, which Dovecot sends before it refuses: RFC 7628 has them, XOAUTH2 has others.
        String remedy = mechanism == SaslMechanism.OAUTHBEARER
                ? "Compare issuer, audience and scope between the authorization server and the"
                : "Check that the mailbox address is right";
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openImap(account))
                .withMessageStartingWith("MBX13001")
                .withMessageContaining("\"status\"")
                .withMessageContaining(remedy);
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openPop3(account, new Opening()))
                .withMessageStartingWith("MBX18001")
                .withMessageContaining("\"status\"")
                .withMessageContaining(remedy);
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openSmtp(account))
                .withMessageStartingWith("MBX14027");
    }

    @Test
    void whileKeycloakIsDownTheMailboxIsUnavailableAndAfterwardsItOpens(MailLab lab) {
        String mailbox = lab.newMailbox();
        AccountSettings before = account(mailbox, keycloak.applicationToken(LabClient.APP));
        keycloak.stop();
        try {
            assertThatExceptionOfType(MailboxUnavailable.class).isThrownBy(() -> engine.openImap(before));
            // Postfix tells a server that cannot judge from a bad token by no word: 535 5.7.8 (reason unavailable).
            assertThatExceptionOfType(AuthenticationFailed.class).isThrownBy(() -> engine.openSmtp(before));
        } finally {
            keycloak.start();
        }

        // Keycloak has a new signing key: only a new token is good.
        try (MailEngine another = new MailEngine(Clock.systemUTC());
                ImapSession session = another.openImap(account(mailbox, keycloak.applicationToken(LabClient.APP)))) {
            assertThat(session.select("INBOX").messages()).isZero();
        }
    }
}
