package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ImapConversation;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A container destroys a connection from another thread while it is in use: nothing is opened, nothing is left open. */
class DestroyInUseTest {

    private final OutboundFixture fixture = new OutboundFixture(new DestroysAtGreeting());
    private final MailboxManagedConnection managed =
            new MailboxManagedConnection(fixture.settings(), fixture.engine, null);

    /** The other thread is the one of the server. */
    private final class DestroysAtGreeting implements ImapBehaviour {
        @Override
        public boolean connected(ImapConversation client) {
            managed.destroy();
            return false;
        }
    }

    @AfterEach
    void end() {
        managed.destroy();
        fixture.close();
    }

    @Test
    void doesNotReopenASideOfADestroyedConnection() throws Exception {
        try (MailboxConnection first = borrow()) {
            first.send(mail(first));
        }
        fixture.smtp.behave(new ReplyTo("", Answer.silence()));
        MailboxConnection second = borrow();
        MimeMessage message = mail(second);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> second.send(message));
        await().until(() -> fixture.smtp.commands().stream()
                        .filter(line -> line.startsWith("MAIL"))
                        .count()
                == 2);

        managed.destroy();

        assertThatThrownBy(sending::join).hasCauseInstanceOf(ConnectionLost.class);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
        await().until(() -> fixture.smtp.openConnections() == 0);
    }

    @Test
    void closesASendingSessionThatWasBeingOpenedMeanwhile() throws Exception {
        fixture.smtp.behave(new Misbehaviour() {
            @Override
            public Optional<Answer> onConnect(int connection) {
                managed.destroy();
                return Optional.empty();
            }
        });
        MailboxConnection connection = borrow();
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageStartingWith("MBX22013");

        assertThat(fixture.smtp.logins()).isEqualTo(1);
        assertThat(fixture.smtp.submissions()).isEmpty();
        await().until(() -> fixture.smtp.openConnections() == 0);
    }

    @Test
    void closesAReadingSessionThatWasBeingOpenedMeanwhile() throws Exception {
        MailboxConnection connection = borrow();

        assertThatThrownBy(() -> connection.folder("INBOX").search(new SubjectTerm("nothing")))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageStartingWith("MBX22013");

        assertThat(fixture.imap.commands("LOGOUT")).hasSize(1);
        await().until(() -> fixture.imap.openConnections() == 0);
    }

    private MailboxConnection borrow() throws Exception {
        return (MailboxConnection) managed.getConnection(null, null);
    }
}
