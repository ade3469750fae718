package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import jakarta.mail.internet.MimeMessage;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sendMode=onCommit} in real transactions: after the commit, in order, and never after a rollback. */
class SendModeTest {

    private final InMemoryContainer container = new InMemoryContainer();
    private final TransactionManager transactions = container.transactions();
    private final OutboundFixture fixture = new OutboundFixture();
    private MailboxConnectionFactory mailboxes;

    @BeforeEach
    void start() {
        fixture.adapter.start(container.context());
        fixture.factory.setSendMode("onCommit");
        mailboxes = (MailboxConnectionFactory) fixture.factory.createConnectionFactory();
    }

    @AfterEach
    void end() {
        fixture.close();
        container.close();
    }

    @Test
    void sendsAfterTheCommitInTheOrderOfSendingOverAConnectionOfItsOwn() throws Exception {
        transactions.begin();
        SubmissionReceipt receipt = send("one");
        send("two");
        try (MailboxConnection shared = mailboxes.getConnection("shared@contoso.example")) {
            MimeMessage message = mail(shared);
            message.setSubject("three");
            shared.send(message);
        }
        assertThat(receipt.stage()).isEqualTo(SubmissionStage.AWAITING_COMMIT);
        assertThat(receipt.accepted()).isEmpty();
        assertThat(fixture.smtp.acceptedConnections()).isZero();

        transactions.commit();

        await().until(() -> fixture.smtp.submissions().size() == 3);
        assertThat(fixture.subjects()).containsExactly("one", "two", "three");
        assertThat(fixture.smtp.logins()).as("one for each mailbox").isEqualTo(2);
    }

    @Test
    void aConnectionThatIsStillInUseAtTheCommitIsNotNeeded() throws Exception {
        transactions.begin();
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
            transactions.commit();
            await().until(() -> fixture.smtp.submissions().size() == 1);
        }
    }

    @Test
    void aRollbackDropsTheMails() throws Exception {
        transactions.begin();
        send("dropped");
        transactions.rollback();
        transactions.begin();
        send("marked");
        transactions.setRollbackOnly();
        assertThatThrownBy(() -> send("late"))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX22200");
        transactions.rollback();

        // What is committed afterwards would come after them.
        transactions.begin();
        send("sent");
        transactions.commit();
        await().until(() -> fixture.smtp.submissions().size() == 1);
        assertThat(fixture.subjects()).containsExactly("sent");
    }

    @Test
    void aNestedTransactionOfItsOwnSendsWhenItCommits() throws Exception {
        transactions.begin();
        send("outer");
        Transaction outer = transactions.suspend();
        transactions.begin();
        send("inner");
        transactions.commit();
        transactions.resume(outer);
        transactions.rollback();

        await().until(() -> fixture.smtp.submissions().size() == 1);
        assertThat(fixture.subjects()).containsExactly("inner");
    }

    @Test
    void withoutATransactionItSendsAtOnceAndTellsTheApplication() throws Exception {
        SubmissionReceipt receipt = send("now");

        assertThat(receipt.stage()).isEqualTo(SubmissionStage.SUBMITTED);
        assertThat(receipt.accepted()).hasSize(1);
        fixture.smtp.behave(new RejectsRecipient("ann@example.com"));
        assertThatThrownBy(() -> send("refused")).isInstanceOf(SubmissionRejected.class);
    }

    @Test
    void aMailThatIsRefusedAfterTheCommitDoesNotHoldUpTheNextOne() throws Exception {
        fixture.smtp.behave(new RejectsRecipient("bob@example.com"));
        transactions.begin();
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage refused = mail(mailbox);
            refused.setRecipients(MimeMessage.RecipientType.TO, "bob@example.com");
            mailbox.send(refused);
        }
        send("next");
        transactions.commit();

        await().until(() -> fixture.smtp.submissions().size() == 1);
        assertThat(fixture.subjects()).containsExactly("next");
    }

    @Test
    void stoppingTheAdapterSendsWhatIsCommittedFirst() throws Exception {
        transactions.begin();
        for (int i = 0; i < 20; i++) {
            send("mail-" + i);
        }
        transactions.commit();
        fixture.adapter.stop();

        assertThat(fixture.smtp.submissions()).hasSize(20);
    }

    @Test
    void anAdapterThatIsNotStartedCannotSeeTransactions() {
        fixture.adapter.stop();

        assertThatThrownBy(() -> send("lost"))
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX22201");
    }

    @Test
    void propertiesOfTheOutboxAreCheckedTogether() {
        fixture.factory.setOutboxRetention("P1D");
        assertThatThrownBy(fixture.factory::toSettings)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("outboxRetention")
                .hasMessageContaining("has no effect without sendMode=outbox");

        fixture.factory.setSendMode("outbox");
        fixture.factory.setOutboxLease("PT10M");
        assertThatThrownBy(fixture.factory::toSettings)
                .hasMessageContaining("outboxDataSource")
                .hasMessageContaining("is needed with sendMode=outbox")
                .hasMessageContaining("is not longer than submissionTimeout");
    }

    private SubmissionReceipt send(String subject) throws Exception {
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage message = mail(mailbox);
            message.setSubject(subject);
            return mailbox.send(message);
        }
    }
}
