package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.settings.AccountSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server of its own that allows each user two connections from one address. */
@RealMailServers
class ConnectionLimitIT {

    private static final String MAILBOX = "orders@" + MailLab.DOMAIN;

    @Test
    void theConnectionBeyondTheLimitIsRefusedForNowAndWorksOnceAnotherIsClosed(MailLab lab) {
        try (LabDirectory directory = LabDirectory.below(Path.of("target", "mail-lab"));
                DovecotServer dovecot = DovecotServer.in(directory.directory("dovecot"))
                        .certificates(lab.certificates())
                        .setting("mail_max_userip_connections", "2")
                        .build();
                MailEngine engine = new MailEngine(Clock.systemUTC())) {
            dovecot.addMailbox(MAILBOX, MailLab.PASSWORD);
            dovecot.start();
            AccountSettings account = new LabAccounts(lab)
                    .with(MAILBOX, Map.of("imapPort", LabAccounts.port(dovecot.port(DovecotDoor.IMAPS))));
            try (ImapSession first = engine.openImap(account)) {
                ImapSession second = engine.openImap(account);
                assertThatExceptionOfType(MailboxException.class)
                        .isThrownBy(() -> engine.openImap(account))
                        .satisfies(limit ->
                                assertThat(limit.retryAdvice().decision()).isEqualTo(RetryAdvice.Decision.RETRY))
                        .withMessageContaining("mail_max_userip_connections");
                second.close();
                assertThat(first.isAlive()).isTrue();
            }
        }
    }
}
