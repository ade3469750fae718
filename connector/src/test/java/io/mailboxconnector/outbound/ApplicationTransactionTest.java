package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import jakarta.resource.NotSupportedException;
import jakarta.resource.cci.LocalTransaction;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.LocalTransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors 2.1 §7.7: a local transaction that the application demarcates, and what the container is told of it. */
class ApplicationTransactionTest {

    private final InMemoryContainer container = new InMemoryContainer();
    private final OutboundFixture fixture = new OutboundFixture();
    private final RecordedEvents events = new RecordedEvents();
    private MailboxManagedConnection managed;
    private MailboxConnection mailbox;
    private LocalTransaction transaction;

    @BeforeEach
    void connect() throws Exception {
        fixture.adapter.start(container.context());
        fixture.factory.setTransactionLevel("local");
        managed = (MailboxManagedConnection) fixture.factory.createManagedConnection(null, null);
        managed.addConnectionEventListener(events);
        mailbox = (MailboxConnection) managed.getConnection(null, null);
        transaction = mailbox.unwrap(LocalTransaction.class);
    }

    @AfterEach
    void end() {
        managed.destroy();
        fixture.close();
        container.close();
    }

    @Test
    void submitsWhenItCommits() throws Exception {
        transaction.begin();
        assertThat(mailbox.send(mail(mailbox)).stage()).isEqualTo(SubmissionStage.AWAITING_COMMIT);
        assertThat(fixture.smtp.acceptedConnections()).isZero();
        transaction.commit();

        assertThat(fixture.smtp.submissions()).hasSize(1);
        assertToldOf(ConnectionEvent.LOCAL_TRANSACTION_STARTED, ConnectionEvent.LOCAL_TRANSACTION_COMMITTED);
        assertThat(mailbox.send(mail(mailbox)).stage()).isEqualTo(SubmissionStage.SUBMITTED);
    }

    @Test
    void submitsNothingWhenItIsRolledBack() throws Exception {
        transaction.begin();
        mailbox.send(mail(mailbox));
        transaction.rollback();

        assertThat(fixture.smtp.acceptedConnections()).isZero();
        assertToldOf(ConnectionEvent.LOCAL_TRANSACTION_STARTED, ConnectionEvent.LOCAL_TRANSACTION_ROLLEDBACK);
    }

    @Test
    void isRolledBackWhenAMailIsRefused() throws Exception {
        fixture.smtp.behave(new RejectsRecipient("ann@example.com"));
        transaction.begin();
        mailbox.send(mail(mailbox));

        assertThatThrownBy(transaction::commit)
                .isInstanceOf(LocalTransactionException.class)
                .hasMessageStartingWith("MBX22203")
                .hasMessageContaining("no such user here");

        assertToldOf(ConnectionEvent.LOCAL_TRANSACTION_STARTED, ConnectionEvent.LOCAL_TRANSACTION_ROLLEDBACK);
        assertThat(managed.isStillValid()).isTrue();
    }

    @Test
    void isRolledBackWhenTheApplicationForgetsIt() throws Exception {
        transaction.begin();
        mailbox.send(mail(mailbox));
        mailbox.close();

        assertToldOf(ConnectionEvent.LOCAL_TRANSACTION_STARTED, ConnectionEvent.LOCAL_TRANSACTION_ROLLEDBACK);
        assertThat(events.closed).hasSize(1);
        assertThatThrownBy(transaction::commit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22003");
        assertThat(fixture.smtp.acceptedConnections()).isZero();
        managed.getLocalTransaction().begin();
    }

    @Test
    void isRolledBackAtCleanup() throws Exception {
        transaction.begin();
        mailbox.send(mail(mailbox));

        managed.cleanup();

        managed.getLocalTransaction().begin();
        managed.getLocalTransaction().commit();
        assertThat(fixture.smtp.acceptedConnections()).isZero();
    }

    @Test
    void isTidiedUpByTheServer() throws Exception {
        transaction.begin();
        mailbox.send(mail(mailbox));

        managed.getLocalTransaction().rollback();

        assertThatThrownBy(transaction::commit).hasMessageStartingWith("MBX22205");
        assertToldOf(ConnectionEvent.LOCAL_TRANSACTION_STARTED);
        assertThat(fixture.smtp.acceptedConnections()).isZero();
    }

    @Test
    void doesNotBeginWithinThatOfTheServer() throws Exception {
        managed.getLocalTransaction().begin();

        assertThatThrownBy(transaction::begin)
                .isInstanceOf(LocalTransactionException.class)
                .hasMessageStartingWith("MBX22205");
        assertThat(events.transactions).as("the server knows of its own").isEmpty();
    }

    @Test
    void isRefusedWhereTheFactoryHasNone() throws Exception {
        fixture.factory.setTransactionLevel("none");
        MailboxManagedConnection without =
                (MailboxManagedConnection) fixture.factory.createManagedConnection(null, null);
        MailboxConnection connection = (MailboxConnection) without.getConnection(null, null);
        LocalTransaction none = connection.unwrap(LocalTransaction.class);

        assertThatThrownBy(none::begin)
                .isInstanceOf(NotSupportedException.class)
                .hasMessageStartingWith("MBX22021");
        without.destroy();
    }

    private void assertToldOf(Integer... ids) {
        assertThat(events.transactions).extracting(ConnectionEvent::getId).containsExactly(ids);
        assertThat(events.transactions).allSatisfy(event -> {
            assertThat(event.getSource()).isSameAs(managed);
            assertThat(event.getConnectionHandle()).isSameAs(mailbox);
        });
    }
}
