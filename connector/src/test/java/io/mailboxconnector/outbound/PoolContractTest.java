package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.DESK;
import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionManagerImple;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.transaction.TransactionManager;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.NoTxConnectionManager;
import org.jboss.jca.core.connectionmanager.ccm.CachedConnectionManagerImpl;
import org.jboss.jca.core.connectionmanager.pool.PoolStatisticsImpl;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.tx.jbossts.TransactionIntegrationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors 2.1 §6 with the pool and connection manager of WildFly and a real transaction manager, without a server. */
class PoolContractTest {

    private static final String POOL_IMPLEMENTATION =
            "org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool";

    private final OutboundFixture fixture = new OutboundFixture();
    private final TransactionManager transactions = new TransactionManagerImple();
    private final CachedConnectionManagerImpl cached = new CachedConnectionManagerImpl(new TransactionIntegrationImpl(
            transactions, new TransactionSynchronizationRegistryImple(), null, null, null));
    private final PoolConfiguration configuration = new PoolConfiguration();
    private Pool pool;
    private MailboxConnectionFactory mailboxes;

    @BeforeEach
    void createPool() {
        use(PoolStrategy.POOL_BY_CRI);
    }

    @AfterEach
    void end() {
        pool.shutdown();
        fixture.close();
    }

    @Test
    void sendsAHundredMailsOverOnePhysicalConnection() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (MailboxConnection mailbox = mailboxes.getConnection()) {
                mailbox.send(mail(mailbox));
            }
        }

        assertThat(fixture.smtp.submissions()).hasSize(100);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
        assertThat(fixture.smtp.logins()).isEqualTo(1);
        assertThat(statistics().getCreatedCount()).isEqualTo(1);
        assertThat(statistics().getInUseCount()).isZero();
        assertThat(fixture.imap.acceptedConnections()).isZero();
    }

    @Test
    void sendsInATransactionAndReturnsTheConnectionWhateverBecomesOfIt() throws Exception {
        transactions.begin();
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }
        transactions.rollback();

        assertThat(fixture.smtp.submissions()).hasSize(1);
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void refusesToUseAClosedHandle() {
        MailboxConnection mailbox = mailboxes.getConnection();
        mailbox.close();
        mailbox.close();

        assertThatThrownBy(mailbox::newMessage).isInstanceOf(IllegalStateException.class);
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void saysWhatToDoWhenThePoolIsExhausted() {
        try (MailboxConnection one = mailboxes.getConnection();
                MailboxConnection two = mailboxes.getConnection()) {
            assertThat(Set.of(one, two)).hasSize(2);
            assertThatThrownBy(mailboxes::getConnection)
                    .isInstanceOf(MailboxUnavailable.class)
                    .hasMessageStartingWith("MBX22001")
                    .hasMessageContaining("maximum size of the pool");
        }
        assertThat(mailboxes.getConnection().mailbox()).isEqualTo(DESK);
    }

    /** Connectors 2.1 §7.16.1. */
    @Test
    void anExhaustedPoolTakesConnectionsFromIdleHandlesWhereTheFactoryAllowsIt() throws Exception {
        fixture.factory.setLazyAssociation("true");
        try (MailboxConnection one = mailboxes.getConnection();
                MailboxConnection two = mailboxes.getConnection();
                MailboxConnection three = mailboxes.getConnection()) {
            for (MailboxConnection each : List.of(one, two, three, one, two, three)) {
                each.send(mail(each));
            }
        }

        assertThat(fixture.smtp.submissions()).hasSize(6);
        assertThat(statistics().getCreatedCount()).isEqualTo(2);
        assertThat(statistics().getDestroyedCount()).isZero();
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void threadsThatShareTooSmallAPoolCutNoSubmission() throws Exception {
        fixture.factory.setLazyAssociation("true");
        configuration.setBlockingTimeout(60_000);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> senders = Collections.nCopies(6, () -> {
                try (MailboxConnection mailbox = mailboxes.getConnection()) {
                    for (int i = 0; i < 20; i++) {
                        mailbox.send(mail(mailbox));
                    }
                    return 20;
                }
            });
            for (Future<Integer> sent : threads.invokeAll(senders)) {
                assertThat(sent.get()).isEqualTo(20);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(fixture.smtp.submissions()).hasSize(120);
        assertThat(statistics().getDestroyedCount()).isZero();
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void survivesTheServerDroppingAnIdleConnectionWithOneNewLogin() throws Exception {
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }
        fixture.smtp.dropConnections();

        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }

        assertThat(fixture.smtp.submissions()).hasSize(2);
        assertThat(fixture.smtp.logins()).isEqualTo(2);
    }

    @Test
    void survivesARestartOfTheServer() throws Exception {
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }
        fixture.smtp.stop();
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage message = mail(mailbox);
            assertThatThrownBy(() -> mailbox.send(message)).isInstanceOf(MailboxUnavailable.class);
        }
        fixture.smtp.listen();

        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }
        assertThat(fixture.smtp.submissions()).hasSize(2);
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void destroysAConnectionThatBrokeAtWork() throws Exception {
        fixture.smtp.behave(new DropsAfterFinalDot());
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage message = mail(mailbox);
            assertThatThrownBy(() -> mailbox.send(message)).isInstanceOf(SubmissionUnknown.class);
            assertThat(statistics().getDestroyedCount()).isEqualTo(1);
        }
        assertThat(statistics().getInUseCount()).isZero();

        fixture.smtp.behave(Misbehaviour.NONE);
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }
        assertThat(statistics().getCreatedCount()).isEqualTo(2);
    }

    @Test
    void keepsConnectionsOfDifferentMailboxesApart() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (MailboxConnection mailbox = mailboxes.getConnection();
                    MailboxConnection shared = mailboxes.getConnection("shared@contoso.example")) {
                mailbox.send(mail(mailbox));
                shared.send(mail(shared));
                assertThat(shared.mailbox()).isEqualTo("shared@contoso.example");
            }
        }

        assertThat(statistics().getCreatedCount()).isEqualTo(2);
        assertThat(fixture.smtp.logins()).isEqualTo(2);
        assertThat(fixture.smtp.submissions())
                .extracting(taken -> taken.sender().substring(0, taken.sender().indexOf('>') + 1))
                .containsOnly("<" + DESK + ">", "<shared@contoso.example>");
    }

    @Test
    void closesALeakedHandleByReflectionWhenTheContainerAsksForIt() throws Exception {
        cached.setDebug(true);
        cached.pushMetaAwareObject(this, new HashSet<>());

        MailboxConnection leaked = mailboxes.getConnection();
        cached.popMetaAwareObject(new HashSet<>());

        assertThatThrownBy(leaked::mailbox).isInstanceOf(IllegalStateException.class);
        assertThat(statistics().getInUseCount()).isZero();
    }

    @Test
    void saysEverythingThatIsWrongWithTheConfiguration() {
        fixture.factory.setMailbox(null);
        fixture.factory.setSmtpPort("many");

        assertThatThrownBy(mailboxes::getConnection)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("mailbox")
                .hasMessageContaining("smtpPort");
    }

    private void use(PoolStrategy strategy) {
        configuration.setMaxSize(2);
        configuration.setBlockingTimeout(200);
        pool = new PoolFactory().create(strategy, fixture.factory, configuration, false, true, POOL_IMPLEMENTATION);
        pool.setName("mailboxes");
        NoTxConnectionManager manager = new ConnectionManagerFactory()
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
                        0L);
        pool.getInternalStatistics().setEnabled(true);
        mailboxes = (MailboxConnectionFactory) fixture.factory.createConnectionFactory(manager);
    }

    private PoolStatisticsImpl statistics() {
        return pool.getInternalStatistics();
    }
}
