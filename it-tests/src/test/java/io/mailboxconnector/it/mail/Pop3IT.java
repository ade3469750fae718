package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.pop3.ListedMail;
import io.mailboxconnector.pop3.Pop3Session;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Opening;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** POP3 on Dovecot: passwords, tokens of Keycloak, lasting names, deletion at the end. */
@RealMailServers
class Pop3IT {

    private static final int IN_MEMORY = 1 << 20;

    private final MailEngine engine = new MailEngine(Clock.systemUTC());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void listsReadsAndDeletes(MailLab lab) throws Exception {
        String mailbox = lab.newMailbox();
        String dots = "Subject: dots\r\n\r\n.\r\n..\r\n.one\r\n";
        lab.dovecot().deliver(mailbox, dots);
        lab.dovecot().deliver(mailbox, "Subject: big\r\n\r\n" + "0123456789\r\n".repeat(200_000));
        AccountSettings account = password(lab, mailbox);

        List<ListedMail> before;
        try (Pop3Session session = open(account)) {
            before = session.list();
            assertThat(before).hasSize(2).extracting(ListedMail::identity).doesNotHaveDuplicates();
            assertThat(text(session.retrieve(before.get(0), IN_MEMORY))).endsWith("\r\n\r\n.\r\n..\r\n.one\r\n");
            try (RawMail big = session.retrieve(before.get(1), IN_MEMORY)) {
                assertThat(big.bytesInMemory()).isZero();
                assertThat(big.size()).isEqualTo(before.get(1).size()).isGreaterThan(2_400_000);
            }
            assertThat(text(session.headers(before.get(1))))
                    .contains("Subject: big")
                    .doesNotContain("0123456789");
            assertThat(session.markDeleted(before)).isEmpty();
        }
        try (Pop3Session session = open(account)) {
            assertThat(session.list()).as("without QUIT nothing is removed").isEqualTo(before);
            session.markDeleted(List.of(before.get(0)));
            session.quit();
        }
        try (Pop3Session session = open(account)) {
            assertThat(session.list())
                    .extracting(ListedMail::identity)
                    .containsExactly(before.get(1).identity());
        }
    }

    @Test
    void deletesHundredsInFewFlights(MailLab lab) {
        String mailbox = lab.newMailbox();
        for (int i = 0; i < 250; i++) {
            lab.dovecot().deliver(mailbox, "Subject: m" + i + "\r\n\r\nHello\r\n");
        }
        AccountSettings account = password(lab, mailbox);

        try (Pop3Session session = open(account)) {
            assertThat(session.markDeleted(session.list())).isEmpty();
            session.quit();
        }
        try (Pop3Session session = open(account)) {
            assertThat(session.list()).isEmpty();
        }
    }

    @Test
    void logsInWithATokenOfOverAThousandCharacters(MailLab lab) {
        String mailbox = lab.newMailbox();
        for (String mechanism : List.of("xoauth2", "oauthbearer")) {
            try (FakeAuthorizationServer desk =
                    FakeAuthorizationServer.start(lab.certificates().server())) {
                desk.answerAlways(TokenReply.json(200, lab.keycloak().applicationToken(LabClient.APP)));
                AccountSettings account = new LabAccounts(lab)
                        .token(mailbox, desk, "client", "secret", Map.of("saslMechanism", mechanism));
                try (Pop3Session session = open(account)) {
                    assertThat(session.list()).isEmpty();
                }
            }
        }
    }

    @Test
    void aTokenWithoutTheRightIsAFailureOfAuthenticationWithTheServersReason(MailLab lab) {
        try (FakeAuthorizationServer desk =
                FakeAuthorizationServer.start(lab.certificates().server())) {
            desk.answerAlways(TokenReply.json(200, lab.keycloak().applicationToken(LabClient.APP_NOBOX)));
            AccountSettings account = new LabAccounts(lab).token(lab.newMailbox(), desk, "client", "secret", Map.of());

            assertThatExceptionOfType(AuthenticationFailed.class)
                    .isThrownBy(() -> open(account))
                    .withMessageStartingWith("MBX18001")
                    .withMessageContaining("\"status\"");
        }
    }

    @Test
    void aWrongPasswordIsAFailureOfAuthentication(MailLab lab) {
        String mailbox = lab.newMailbox();
        AccountSettings account = new LabAccounts(lab).with(mailbox, Map.of("password", "wrong-one"));

        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> open(account))
                .withMessageStartingWith("MBX18002")
                .withMessageNotContaining("wrong-one");
    }

    /** Two engines know nothing of each other, as two servers do. */
    @Test
    void oneSessionAtATime(MailLab lab) {
        String mailbox = "orders@" + MailLab.DOMAIN;
        try (LabDirectory directory = LabDirectory.below(Path.of("target", "mail-lab"));
                DovecotServer dovecot = DovecotServer.in(directory.directory("dovecot"))
                        .certificates(lab.certificates())
                        .setting("pop3_lock_session", "yes")
                        .build();
                MailEngine other = new MailEngine(Clock.systemUTC())) {
            dovecot.addMailbox(mailbox, MailLab.PASSWORD);
            dovecot.start();
            dovecot.deliver(mailbox, "Subject: one\r\n\r\nHello\r\n");
            AccountSettings account = new LabAccounts(lab)
                    .with(
                            mailbox,
                            Map.of(
                                    "pop3Port",
                                    LabAccounts.port(dovecot.port(DovecotDoor.POP3S)),
                                    "readTimeout",
                                    "PT120S"));

            Pop3Session first = open(account);
            first.list();
            assertThat(other.openPop3(account, new Opening())).isEmpty();

            first.quit();
            try (Pop3Session second = other.openPop3(account, new Opening()).orElseThrow()) {
                assertThat(second.list()).hasSize(1);
            }
        }
    }

    private Pop3Session open(AccountSettings account) {
        Optional<Pop3Session> session = engine.openPop3(account, new Opening());
        return session.orElseThrow();
    }

    private static AccountSettings password(MailLab lab, String mailbox) {
        return new LabAccounts(lab).password(mailbox);
    }

    private static String text(RawMail mail) throws Exception {
        try (mail;
                InputStream in = mail.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
