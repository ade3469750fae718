package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealMailServers
class ImapLoginIT {

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private LabAccounts accounts;
    private String mailbox;

    @BeforeEach
    void takeMailbox(MailLab lab) {
        accounts = new LabAccounts(lab);
        mailbox = lab.newMailbox();
    }

    @AfterEach
    void endEngine() {
        engine.close();
    }

    @Test
    void opensTheMailboxWithItsPassword() {
        try (ImapSession session = engine.openImap(accounts.password(mailbox))) {
            assertThat(session.select("INBOX").messages()).isZero();
            assertThat(session.hasCapability("MOVE")).isTrue();
            assertThat(session.hasCapability("UIDPLUS")).isTrue();
        }
    }

    @Test
    void upgradesToTlsBeforeThePassword() {
        try (ImapSession session = engine.openImap(accounts.startTls(mailbox))) {
            assertThat(session.select("INBOX").messages()).isZero();
        }
    }

    @Test
    void aWrongPasswordIsAFailureOfAuthentication() {
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openImap(accounts.with(mailbox, Map.of("password", "not the right one"))))
                .withMessageContaining(mailbox);
    }
}
