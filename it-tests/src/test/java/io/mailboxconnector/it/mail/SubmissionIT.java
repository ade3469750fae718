package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.outgoing.DeliveryNotice;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.postfix.PostfixDoor;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.smtp.compose.MailComposer;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.smtp.compose.SendingDefaults;
import io.mailboxconnector.testkit.fault.FaultProxy;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealMailServers
class SubmissionIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private LabAccounts accounts;
    private String sender;
    private String recipient;

    @BeforeEach
    void takeMailboxes(MailLab lab) {
        accounts = new LabAccounts(lab);
        sender = lab.newMailbox();
        recipient = lab.newMailbox();
    }

    @AfterEach
    void endEngine() {
        engine.close();
    }

    private RenderedMail mail(String... recipients) throws MessagingException {
        MimeMessage message = RenderedMail.draft(sender);
        for (String each : recipients) {
            message.addRecipients(Message.RecipientType.TO, each);
        }
        message.setSubject("Grüße", StandardCharsets.UTF_8.name());
        message.setText("one\n.\ntwo\n", StandardCharsets.UTF_8.name());
        return RenderedMail.render(message, sender, engine.clock().instant());
    }

    @Test
    void theReceiptNamesTheQueueIdAndTheMailArrives(MailLab lab) throws MessagingException {
        submitAndExpectArrival(accounts.password(sender), lab);
    }

    @Test
    void upgradesToTlsBeforeTheLogin(MailLab lab) throws MessagingException {
        submitAndExpectArrival(accounts.startTls(sender), lab);
    }

    private void submitAndExpectArrival(AccountSettings account, MailLab lab) throws MessagingException {
        try (SmtpSession session = engine.openSmtp(account)) {
            SubmissionReceipt receipt = session.submit(mail(recipient));

            // So Postfix answers BDAT (RFC 3030); its answer to DATA names no bytes.
            assertThat(receipt.serverReply()).matches("250 2\\.0\\.0 Ok: \\d+ bytes queued as \\w+");
            assertThat(receipt.accepted()).hasSize(1);
            String queueId = receipt.serverReply().replaceAll(".*queued as (\\w+).*", "$1");
            // Postfix answers before its log says so.
            Awaitility.await()
                    .atMost(LONG_ENOUGH)
                    .untilAsserted(() ->
                            assertThat(lab.postfix().log()).content().contains(queueId + ": from=<" + sender + ">"));
            try (ImapSession reader = engine.openImap(accounts.password(recipient))) {
                reader.select("INBOX");
                Awaitility.await("the mail arrives").atMost(LONG_ENOUGH).until(() -> {
                    reader.poll();
                    return !reader.search("HEADER Message-ID " + receipt.messageId())
                            .isEmpty();
                });
            }
        }
    }

    @Test
    void manyMailsTravelOnOneConnection() throws MessagingException {
        try (SmtpSession session = engine.openSmtp(accounts.password(sender))) {
            session.submit(mail(recipient));
            long before = session.commandCount();
            for (int i = 0; i < 10; i++) {
                session.submit(mail(recipient));
            }

            assertThat(session.commandCount() - before).isEqualTo(10 * 3);
        }
    }

    /** PIPELINING and CHUNKING: envelope and content leave together, and nothing is waited for in between. */
    @Test
    void aMailCostsOneFlightOnAWarmConnection(MailLab lab) throws MessagingException {
        try (FaultProxy network = FaultProxy.to(lab.postfix().port(PostfixDoor.SUBMISSIONS))) {
            network.latency(Duration.ofMillis(20));
            String port = LabAccounts.port(network.port());
            try (SmtpSession session = engine.openSmtp(accounts.with(sender, Map.of("smtpPort", port)))) {
                session.submit(mail(recipient));
                int before = network.turns();
                for (int i = 0; i < 5; i++) {
                    session.submit(mail(recipient));
                }

                assertThat(network.turns() - before).isEqualTo(5);
                assertThat(network.accepted()).isEqualTo(1);
            }
        }
    }

    @Test
    void wishesForReportsReachTheServer(MailLab lab) throws Exception {
        MimeMessage message = new MailComposer(sender, SendingDefaults.NONE)
                .compose(OutgoingMail.builder()
                        .to(recipient)
                        .subject("report")
                        .text("Tell me when it has arrived.")
                        .notify(DeliveryNotice.SUCCESS)
                        .returnWholeMail(false)
                        .envelopeId("order-7")
                        .build());
        try (SmtpSession session = engine.openSmtp(accounts.password(sender));
                ImapSession reader = engine.openImap(accounts.password(sender))) {
            session.submit(RenderedMail.render(message, sender, engine.clock().instant()));

            reader.select("INBOX");
            Awaitility.await("the report arrives").atMost(LONG_ENOUGH).until(() -> {
                reader.poll();
                return !reader.search("BODY order-7").isEmpty();
            });
            assertThat(reader.search("BODY \"Original-Recipient: rfc822;" + recipient + "\"")
                            .isEmpty())
                    .as("without ORCPT")
                    .isFalse();
        }
    }

    @Test
    void anUnknownRecipientIsRefusedForGoodAndNothingIsSent() throws MessagingException {
        try (SmtpSession session = engine.openSmtp(accounts.password(sender))) {
            assertThatExceptionOfType(SubmissionRejected.class)
                    .isThrownBy(() -> session.submit(mail(recipient, "nobody@" + MailLab.DOMAIN)))
                    .satisfies(rejected -> assertThat(rejected.refused())
                            .singleElement()
                            .returns("nobody@" + MailLab.DOMAIN, RefusedRecipient::address)
                            .returns(true, RefusedRecipient::isPermanent));
            assertThat(session.submit(mail(recipient)).accepted()).hasSize(1);
        }
    }

    @Test
    void aFullMailboxRefusesItsMail(MailLab lab) throws MessagingException {
        String full = lab.newMailboxWithQuota(20);
        new BulkAppend(lab.dovecot(), full, MailLab.PASSWORD).mails(1, 20_400);
        // Dovecot accepts one mail beyond the limit, then none.
        lab.dovecot().deliver(full, "Subject: the last one\r\n\r\n" + "It fills the mailbox.\r\n".repeat(10));

        try (SmtpSession session = engine.openSmtp(accounts.password(sender))) {
            assertThatExceptionOfType(SubmissionRejected.class)
                    .isThrownBy(() -> session.submit(mail(full)))
                    .withMessageContaining("Quota exceeded");
        }
    }

    @Test
    void aMoveWorksInAFullMailbox(MailLab lab) {
        String full = lab.newMailboxWithQuota(20);
        new BulkAppend(lab.dovecot(), full, MailLab.PASSWORD).mails(1, 15_000);

        try (ImapSession session = engine.openImap(accounts.password(full))) {
            session.createFolder("Copies");
            session.select("INBOX");
            // A move needs no space of its own: it works in a full mailbox, too.
            session.move(UidSet.of(1L), "Copies");
            assertThat(session.select("Copies").messages()).isEqualTo(1);
        }
    }

    @Test
    void aWrongPasswordIsAFailureOfAuthentication() {
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> engine.openSmtp(accounts.with(sender, Map.of("password", "not the right one"))));
    }
}
