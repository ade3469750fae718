package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.container.RecordingResource;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.ccm.CachedConnectionManagerImpl;
import org.jboss.jca.core.connectionmanager.pool.PoolStatisticsImpl;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.spi.transaction.TransactionIntegration;
import org.jboss.jca.core.tx.jbossts.TransactionIntegrationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Connectors 2.1 §7.7, local transactions, and §7.9, sharing, with the connection manager of WildFly and a real transaction
 * manager, without a server.
 */
class LocalTransactionContractTest {

    private final InMemoryContainer container = new InMemoryContainer();
    private final TransactionManager transactions = container.transactions();
    private final TransactionIntegration integration = new TransactionIntegrationImpl(
            transactions, new TransactionSynchronizationRegistryImple(), null, null, null);
    private final CachedConnectionManagerImpl cached = new CachedConnectionManagerImpl(integration);
    private final OutboundFixture fixture = new OutboundFixture();
    private Pool pool;
    private MailboxConnectionFactory mailboxes;

    @BeforeEach
    void createPool() {
        fixture.adapter.start(container.context());
        fixture.factory.setTransactionLevel("local");
        pool = newPool();
        mailboxes = factory(transactional());
    }

    @AfterEach
    void end() throws Exception {
        if (transactions.getTransaction() != null) {
            transactions.rollback();
        }
        pool.shutdown();
        fixture.close();
        container.close();
    }

    @Test
    void submitsWithinTheCommitInTheOrderOfSending() throws Exception {
        transactions.begin();
        SubmissionReceipt receipt = send("one");
        send("two");
        assertThat(receipt.stage()).isEqualTo(SubmissionStage.AWAITING_COMMIT);
        assertThat(fixture.smtp.acceptedConnections()).isZero();

        transactions.commit();

        assertThat(fixture.subjects()).containsExactly("one", "two");
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void sharesOnePhysicalConnectionWithinATransaction() throws Exception {
        transactions.begin();
        try (MailboxConnection one = mailboxes.getConnection();
                MailboxConnection two = mailboxes.getConnection()) {
            assertThat(one).isNotSameAs(two);
            one.send(mail(one));
            two.send(mail(two));
        }
        send("three");
        assertThat(statistics().getInUseCount())
                .as("it stays with its transaction")
                .isEqualTo(1);
        transactions.commit();

        assertThat(fixture.smtp.submissions()).hasSize(3);
        assertThat(fixture.smtp.logins()).isEqualTo(1);
        assertThat(statistics().getCreatedCount()).isEqualTo(1);
    }

    @Test
    void anotherTransactionHasAConnectionOfItsOwn() throws Exception {
        transactions.begin();
        send("outer");
        Transaction outer = transactions.suspend();
        transactions.begin();
        send("inner");
        assertThat(statistics().getInUseCount()).isEqualTo(2);
        transactions.commit();
        transactions.resume(outer);
        transactions.rollback();

        assertThat(fixture.subjects()).containsExactly("inner");
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void aRollbackSubmitsNothing() throws Exception {
        transactions.begin();
        send("dropped");
        transactions.rollback();
        transactions.begin();
        send("marked");
        transactions.setRollbackOnly();
        assertThatThrownBy(() -> send("late"))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX22200");
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);

        assertThat(fixture.smtp.acceptedConnections()).isZero();
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void aRefusalRollsBackWhatElseIsInTheTransaction() throws Exception {
        RecordingResource database = new RecordingResource();
        fixture.smtp.behave(new RejectsRecipient("ann@example.com"));
        transactions.begin();
        transactions.getTransaction().enlistResource(database);
        send("refused");

        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);

        assertThat(database.calls()).containsExactly("prepare", "rollback");
        assertThat(fixture.smtp.submissions()).isEmpty();
    }

    @Test
    void anAcceptedMailCommitsWhatElseIsInTheTransactionAfterItCouldStillFail() throws Exception {
        RecordingResource database = new RecordingResource();
        transactions.begin();
        transactions.getTransaction().enlistResource(database);
        send("accepted");
        transactions.commit();

        assertThat(database.calls()).containsExactly("prepare", "commit");
        assertThat(fixture.subjects()).containsExactly("accepted");

        transactions.begin();
        transactions.getTransaction().enlistResource(RecordingResource.refusing());
        send("not sent");
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(fixture.subjects()).as("the mail comes last").containsExactly("accepted");
    }

    @Test
    void whatLeftBeforeARefusalStaysOut() throws Exception {
        fixture.smtp.behave(new RejectsRecipient("bob@example.com"));
        transactions.begin();
        send("first");
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage refused = mail(mailbox);
            refused.setRecipients(MimeMessage.RecipientType.TO, "bob@example.com");
            mailbox.send(refused);
        }
        send("third");

        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);

        assertThat(fixture.subjects()).containsExactly("first");
    }

    @Test
    void aConnectionThatIsLostInTheCommitIsDestroyed() throws Exception {
        fixture.smtp.behave(new DropsAfterFinalDot());
        transactions.begin();
        send("unknown");
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        assertThat(statistics().getDestroyedCount()).isEqualTo(1);
        assertThat(statistics().getInUseCount()).isZero();

        fixture.smtp.behave(Misbehaviour.NONE);
        transactions.begin();
        send("next");
        transactions.commit();
        assertThat(fixture.subjects()).contains("next");
    }

    @Test
    void aSessionThatTheServerDroppedMeanwhileIsOpenedAnewWithinTheCommit() throws Exception {
        send("before");
        transactions.begin();
        send("after");
        fixture.smtp.dropConnections();
        transactions.commit();

        assertThat(fixture.subjects()).containsExactly("before", "after");
        assertThat(fixture.smtp.logins()).isEqualTo(2);
    }

    @Test
    void outsideATransactionItSendsAtOnce() throws Exception {
        assertThat(send("now").stage()).isEqualTo(SubmissionStage.SUBMITTED);
        transactions.begin();
        transactions.commit();
        assertThat(send("again").stage()).isEqualTo(SubmissionStage.SUBMITTED);
        assertThat(fixture.subjects()).containsExactly("now", "again");
    }

    @Test
    void aHandleThatOutlivesItsTransactionIsTakenBackByThePool() throws Exception {
        transactions.begin();
        MailboxConnection mailbox = mailboxes.getConnection();
        mailbox.send(mail(mailbox));
        transactions.commit();

        assertThat(fixture.smtp.submissions()).hasSize(1);
        assertThatThrownBy(mailbox::newMessage)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22004");
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void aTransactionHasOneMailbox() throws Exception {
        transactions.begin();
        send("one");

        assertThatThrownBy(() -> mailboxes.getConnection("shared@contoso.example"))
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX22001");
    }

    @Test
    void aPoolThatDoesNotEnlistIsFoundOut() throws Exception {
        mailboxes = factory(new ConnectionManagerFactory()
                .createNonTransactional(
                        TransactionSupportLevel.NoTransaction,
                        pool,
                        null,
                        null,
                        true,
                        cached,
                        true,
                        true,
                        false,
                        null,
                        FlushStrategy.FAILING_CONNECTION_ONLY,
                        0,
                        0L));
        transactions.begin();

        assertThatThrownBy(() -> send("at once?"))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX22202");
        assertThat(fixture.smtp.acceptedConnections()).isZero();
    }

    private Pool newPool() {
        PoolConfiguration configuration = new PoolConfiguration();
        configuration.setMaxSize(2);
        configuration.setBlockingTimeout(200);
        Pool created = new PoolFactory()
                .create(
                        PoolStrategy.POOL_BY_CRI,
                        fixture.factory,
                        configuration,
                        false,
                        true,
                        "org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool");
        created.setName("mailboxes");
        created.getInternalStatistics().setEnabled(true);
        return created;
    }

    private ConnectionManager transactional() {
        return new ConnectionManagerFactory()
                .createTransactional(
                        fixture.factory.getTransactionSupport(),
                        pool,
                        null,
                        null,
                        true,
                        cached,
                        true,
                        true,
                        false,
                        true,
                        null,
                        FlushStrategy.FAILING_CONNECTION_ONLY,
                        0,
                        0L,
                        integration,
                        false,
                        0,
                        false,
                        false,
                        false);
    }

    private MailboxConnectionFactory factory(ConnectionManager connections) {
        return (MailboxConnectionFactory) fixture.factory.createConnectionFactory(connections);
    }

    private SubmissionReceipt send(String subject) throws Exception {
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage message = mail(mailbox);
            message.setSubject(subject);
            return mailbox.send(message);
        }
    }

    private PoolStatisticsImpl statistics() {
        return pool.getInternalStatistics();
    }
}
