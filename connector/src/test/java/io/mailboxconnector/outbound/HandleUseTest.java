package io.mailboxconnector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ImapCommand;
import io.mailboxconnector.testkit.imap.ImapConversation;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handle and its folders serve one thread at a time, and end with the handle (Javadoc of {@link MailboxConnection}). */
class HandleUseTest {

    private final CountDownLatch searching = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final OutboundFixture fixture = new OutboundFixture(new WaitsInSearch());
    private final MailboxManagedConnection managed =
            new MailboxManagedConnection(fixture.settings(), fixture.engine, null);

    @AfterEach
    void end() {
        mayAnswer.countDown();
        managed.destroy();
        fixture.close();
    }

    @Test
    void aSecondThreadIsRefusedWhileTheFirstIsAtItAndWelcomeAfterwards() throws Exception {
        MailboxConnection connection = handle();
        MailFolder inbox = connection.folder("INBOX");
        CompletableFuture<List<MessageKey>> first = CompletableFuture.supplyAsync(() -> inbox.search("FLAGGED"));
        assertThat(searching.await(60, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> inbox.search("ALL"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22320")
                .hasMessageContaining(Thread.currentThread().getName());
        assertThatThrownBy(connection::folders).hasMessageStartingWith("MBX22320");
        mayAnswer.countDown();

        assertThat(first.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(inbox.search("ALL")).isEmpty();
    }

    @Test
    void afterAFailureTheHandleIsNotTakenForUsed() throws Exception {
        MailFolder missing = handle().folder("Missing");

        assertThatThrownBy(() -> missing.search("ALL")).hasMessageStartingWith("MBX13010");
        assertThat(CompletableFuture.supplyAsync(missing::create).get(60, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void nothingOfAClosedHandleWorks() throws Exception {
        fixture.imap.deliver("Subject: one\r\n\r\nHello\r\n");
        MailboxConnection connection = handle();
        MailFolder inbox = connection.folder("INBOX");
        Stream<ReceivedMail> mails = inbox.stream(inbox.search("ALL"));
        Iterator<ReceivedMail> reading = mails.iterator();

        connection.close();

        assertThatThrownBy(connection::folders).hasMessageStartingWith("MBX22003");
        assertThatThrownBy(() -> inbox.search("ALL")).hasMessageStartingWith("MBX22003");
        assertThatThrownBy(() -> inbox.append(null, null)).hasMessageStartingWith("MBX22003");
        assertThatThrownBy(inbox::create).hasMessageStartingWith("MBX22003");
        assertThatThrownBy(reading::next).hasMessageStartingWith("MBX22003");
        mails.close();
    }

    @Test
    void nothingWorksOnceTheContainerTookTheConnectionBack() throws Exception {
        MailboxConnection connection = handle();
        MailFolder inbox = connection.folder("INBOX");

        managed.cleanup();

        assertThatThrownBy(connection::folders)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22004")
                .hasMessageContaining("transaction");
        assertThatThrownBy(() -> inbox.search("ALL")).hasMessageStartingWith("MBX22004");
    }

    private MailboxConnection handle() throws Exception {
        return (MailboxConnection) managed.getConnection(null, null);
    }

    /** Answers the search for flagged mails only when it may. */
    private final class WaitsInSearch implements ImapBehaviour {
        @Override
        public boolean answers(ImapConversation client, ImapCommand command) {
            if (command.name().equals("UID SEARCH") && command.arguments().contains("FLAGGED")) {
                searching.countDown();
                try {
                    return !mayAnswer.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        }
    }
}
