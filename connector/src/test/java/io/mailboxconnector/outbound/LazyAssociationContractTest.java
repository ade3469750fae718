package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.LocalTransaction;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.DissociatableManagedConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors 2.1 §7.16.1: a container takes connections away from handles that are open, and gives others in their place. */
class LazyAssociationContractTest {

    private final OutboundFixture fixture = new OutboundFixture();
    private final InMemoryContainer server = new InMemoryContainer();
    private final LazyContainer container = new LazyContainer();
    private MailboxConnectionFactory mailboxes;

    @BeforeEach
    void create() {
        fixture.adapter.start(server.context());
        fixture.factory.setLazyAssociation("true");
        mailboxes = (MailboxConnectionFactory) fixture.factory.createConnectionFactory(container);
    }

    @AfterEach
    void end() {
        container.destroy();
        fixture.close();
        server.close();
    }

    @Test
    void onlyAFactoryThatIsToldSoMakesConnectionsThatCanBeTakenAway() throws Exception {
        fixture.factory.setLazyAssociation("false");
        assertThat(fixture.factory.createManagedConnection(null, null))
                .isNotInstanceOf(DissociatableManagedConnection.class);
        fixture.factory.setLazyAssociation("true");
        assertThat(fixture.factory.createManagedConnection(null, null))
                .isInstanceOf(DissociatableManagedConnection.class);
    }

    @Test
    void anInactiveHandleIsAssociatedOnItsNextUse() throws Exception {
        MailboxConnection connection = mailboxes.getConnection();
        connection.send(mail(connection));
        container.dissociate();
        assertThat(container.associations()).isZero();

        MimeMessage second = mail(connection);
        connection.send(second);
        connection.send(mail(connection));

        assertThat(container.associations()).isEqualTo(1);
        assertThat(fixture.smtp.submissions()).hasSize(3);
        assertThat(fixture.smtp.acceptedConnections())
                .as("the sides stay connected")
                .isEqualTo(1);
    }

    @Test
    void foldersOfAnInactiveHandleAndTheMailsFetchedByItLiveOn() throws Exception {
        fixture.imap.deliver("From: ann@example.com\r\nSubject: question\r\n\r\nHow?\r\n");
        MailboxConnection connection = mailboxes.getConnection();
        var inbox = connection.folder("INBOX");
        var mails = inbox.fetch(inbox.search(new SubjectTerm("question")));
        container.dissociate();

        assertThat(mails.get(0).text()).contains("How?");
        assertThat(inbox.search(new SubjectTerm("question"))).hasSize(1);
        assertThat(container.associations()).isEqualTo(1);
    }

    @Test
    void aHandleMayComeToAnotherConnection() throws Exception {
        MailboxConnection connection = mailboxes.getConnection();
        connection.send(mail(connection));
        container.dissociate();
        container.destroy();

        connection.send(mail(connection));

        assertThat(fixture.smtp.submissions()).hasSize(2);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsTakenAwayAtOnceIsAskedForAgain() throws Exception {
        MailboxConnection connection = mailboxes.getConnection();
        container.dissociate();
        container.takeTheNextOneAtOnce();

        MimeMessage mail = mail(connection);
        container.dissociate();
        container.takeTheNextOneAtOnce();
        connection.send(mail);

        assertThat(container.associations()).isEqualTo(4);
        assertThat(fixture.smtp.submissions()).hasSize(1);
    }

    @Test
    void theContainerHearsThatAnInactiveHandleWasClosed() {
        MailboxConnection connection = mailboxes.getConnection();
        container.dissociate();

        connection.close();
        connection.close();

        assertThat(container.inactiveClosed).containsExactly(connection);
        assertThat(container.events.closed).isEmpty();
        assertThatThrownBy(connection::mailbox).hasMessageStartingWith("MBX22003");
    }

    @Test
    void theContainerHearsThatAnActiveHandleWasClosed() {
        MailboxConnection connection = mailboxes.getConnection();
        container.dissociate();
        assertThat(connection.mailbox()).isEqualTo(OutboundFixture.DESK);

        connection.close();

        assertThat(container.inactiveClosed).isEmpty();
        assertThat(container.events.closed).hasSize(1);
    }

    @Test
    void aSubmissionIsNotCut() throws Exception {
        AtTheDot dot = new AtTheDot();
        fixture.smtp.behave(dot);
        MailboxConnection connection = mailboxes.getConnection();
        MimeMessage message = mail(connection);
        CompletableFuture<SubmissionReceipt> sending = CompletableFuture.supplyAsync(() -> connection.send(message));
        dot.reached.await();

        CompletableFuture<Void> dissociation = CompletableFuture.runAsync(container::dissociate);
        assertThat(dissociation).isNotDone();
        dot.passed.countDown();

        assertThat(sending.join().accepted()).hasSize(1);
        dissociation.join();
        connection.send(mail(connection));
        assertThat(container.associations()).isEqualTo(1);
        assertThat(fixture.smtp.submissions()).hasSize(2);
    }

    @Test
    void whoCannotWaitIsRefusedAndWhatItDestroysIsClosedAfterTheWork() throws Exception {
        AtTheDot dot = new AtTheDot();
        fixture.smtp.behave(dot);
        fixture.factory.setReadTimeout("PT1S");
        MailboxConnection connection = mailboxes.getConnection();
        MimeMessage message = mail(connection);
        CompletableFuture<SubmissionReceipt> sending = CompletableFuture.supplyAsync(() -> connection.send(message));
        dot.reached.await();

        assertThatThrownBy(container::dissociate)
                .hasCauseInstanceOf(jakarta.resource.spi.IllegalStateException.class)
                .hasMessageContaining("MBX22022");
        container.destroy();
        assertThat(fixture.smtp.openConnections()).isEqualTo(1);
        dot.passed.countDown();

        assertThat(sending.join().accepted()).hasSize(1);
        await().until(() -> fixture.smtp.openConnections() == 0);
        connection.send(mail(connection));
        assertThat(fixture.smtp.submissions()).hasSize(2);
    }

    @Test
    void aConnectionIsNotTakenOutOfALocalTransaction() throws Exception {
        MailboxConnection connection = connectionWithLocalTransactions();
        LocalTransaction transaction = connection.unwrap(LocalTransaction.class);
        transaction.begin();
        connection.send(mail(connection));

        assertThatThrownBy(container::dissociate).hasMessageContaining("MBX22022");
        transaction.commit();
        container.dissociate();

        assertThat(fixture.smtp.submissions()).hasSize(1);
    }

    @Test
    void aContainerThatDestroysAConnectionAfterARefusalRollsItsLocalTransactionBack() throws Exception {
        MailboxConnection connection = connectionWithLocalTransactions();
        LocalTransaction transaction = connection.unwrap(LocalTransaction.class);
        transaction.begin();
        connection.send(mail(connection));
        assertThatThrownBy(container::dissociate).hasMessageContaining("MBX22022");

        container.destroy();

        assertThatThrownBy(transaction::commit).isInstanceOf(ResourceException.class);
        connection.send(mail(connection));
        assertThat(fixture.smtp.submissions())
                .as("the one without a transaction")
                .hasSize(1);
    }

    @Test
    void whatWasUnwrappedEndsWithTheAssociation() throws Exception {
        MailboxConnection connection = mailboxes.getConnection();
        Store store = connection.unwrap(Store.class);

        container.dissociate();

        assertThat(connection.unwrap(Store.class)).isNotSameAs(store);
        assertThat(store.isConnected()).isFalse();
    }

    @Test
    void nobodyTellsTheContainerAnythingWhileTheConnectionIsAtWork() throws Exception {
        fixture.smtp.behave(new DropsAfterFinalDot());
        fixture.factory.setReadTimeout("PT1S");
        MailboxConnection connection = mailboxes.getConnection();
        // Within the event a container may take the connection away, by another thread, too.
        container
                .managed()
                .addConnectionEventListener(new AtError(
                        () -> CompletableFuture.runAsync(container::dissociate).join()));
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message)).hasMessageStartingWith("MBX14");

        assertThat(container.events.errors).hasSize(1);
    }

    @Test
    void theWorkOfAnotherThreadIsWaitedFor() throws Exception {
        AtTheDot dot = new AtTheDot();
        fixture.smtp.behave(dot);
        MailboxConnection one = mailboxes.getConnection();
        MailboxConnection other = (MailboxConnection) container.managed().getConnection(null, null);
        MimeMessage first = mail(one);
        MimeMessage second = mail(other);
        CompletableFuture<SubmissionReceipt> sending = CompletableFuture.supplyAsync(() -> one.send(first));
        dot.reached.await();

        CompletableFuture<SubmissionReceipt> waiting = CompletableFuture.supplyAsync(() -> other.send(second));
        dot.passed.countDown();

        assertThat(sending.join().accepted()).hasSize(1);
        assertThat(waiting.join().accepted()).hasSize(1);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
    }

    /** The pool does not wait long for its work. */
    private MailboxConnection connectionWithLocalTransactions() {
        fixture.factory.setTransactionLevel("local");
        fixture.factory.setReadTimeout("PT1S");
        return mailboxes.getConnection();
    }

    /** Holds the first mail back right before it accepts it. */
    private static final class AtTheDot implements Misbehaviour {

        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch passed = new CountDownLatch(1);

        @Override
        public Optional<Answer> onFinalDot(int connection) {
            reached.countDown();
            try {
                passed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }

    /** Does something within the event. */
    private record AtError(Runnable action) implements ConnectionEventListener {

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            action.run();
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {}

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}
    }
}
