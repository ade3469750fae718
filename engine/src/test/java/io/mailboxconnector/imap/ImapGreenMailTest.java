package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.MailDoor;
import io.mailboxconnector.testkit.mail.StoredMail;
import jakarta.mail.Flags;
import jakarta.mail.search.SubjectTerm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A second opinion: the same session against an IMAP server that is not ours. */
@Timeout(60)
class ImapGreenMailTest extends SessionTest {

    private LocalMailServer server;
    private ImapSession session;

    @BeforeEach
    void openSession() {
        server = closing(LocalMailServer.builder()
                .plain()
                .tokens((mailbox, token) -> token.equals("token-1"))
                .mailbox(TestAccounts.MAILBOX)
                .build());
        server.start();
        session = open(TestAccounts.oauth(server.port(MailDoor.IMAP)), TestAccounts.token("token-1"));
        session.select("INBOX");
    }

    @Test
    void readsSearchesFlagsAndMoves() throws Exception {
        deliver("first");
        deliver("second");

        UidSet unseen = session.search("UNSEEN");
        List<MailMetadata> metadata = session.metadata(unseen);
        assertThat(metadata).hasSize(2).allMatch(mail -> mail.size() > 0);
        long first = metadata.get(0).uid();
        try (RawMail raw = session.bodies(UidSet.of(first)).get(first);
                InputStream in = raw.open()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("Subject: first");
        }
        assertThat(session.search("UNSEEN")).isEqualTo(unseen);
        assertThat(session.search(new SubjectTerm("second")).uids())
                .containsExactly(metadata.get(1).uid());

        Flags flags = new Flags(Flags.Flag.SEEN);
        flags.add("$Work");
        session.store(UidSet.of(first), flags, true);
        assertThat(session.metadata(UidSet.of(first)).get(0).flags()).contains("\\seen", "$work");
        session.createFolder("Done");
        session.createFolder("Done");
        session.move(UidSet.of(first), "Done");
        assertThat(messages("INBOX")).extracting(StoredMail::subject).containsExactly("second");
        assertThat(messages("Done")).extracting(StoredMail::subject).containsExactly("first");
        session.delete(UidSet.of(metadata.get(1).uid()));
        assertThat(messages("INBOX")).isEmpty();
    }

    @Test
    void spoolsABigMail() throws Exception {
        server.deliver("ada@example.com", TestAccounts.MAILBOX, "big", ("x".repeat(70) + "\r\n").repeat(40_000));
        MailMetadata mail = session.metadata(session.search("ALL")).get(0);

        try (RawMail raw = session.spooledBody(mail);
                InputStream in = raw.open()) {
            assertThat(in.readAllBytes()).hasSize((int) raw.size()).hasSizeGreaterThan(2_500_000);
        }
        assertThat(session.search("UNSEEN").uids()).containsExactly(mail.uid());
    }

    @Test
    void idlesUntilMailArrives() {
        CompletableFuture<IdleOutcome> idle = CompletableFuture.supplyAsync(() -> session.idle(Duration.ofSeconds(30)));

        // GreenMail says that it idles before it listens for news: what arrives in between is not announced.
        await().until(() -> {
            deliver("news");
            return idle.isDone();
        });
        assertThat(idle.join()).isEqualTo(IdleOutcome.CHANGED);
        assertThat(session.search("UNSEEN").uids()).isNotEmpty();
    }

    private void deliver(String subject) {
        assertThat(server.deliver("ada@example.com", TestAccounts.MAILBOX, subject, "Hello\r\n"))
                .isNotNull();
    }

    private List<StoredMail> messages(String folder) {
        return server.messages(TestAccounts.MAILBOX, folder);
    }
}
