package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealMailServers
class FolderWorkIT {

    private static final int SIZE = 500;

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private String mailbox;
    private ImapSession session;
    private ImapSession another;

    @BeforeEach
    void openMailboxOfThreeMails(MailLab lab) {
        mailbox = lab.newMailbox();
        new BulkAppend(lab.dovecot(), mailbox, MailLab.PASSWORD).mails(3, SIZE);
        session = engine.openImap(new LabAccounts(lab).password(mailbox));
        another = engine.openImap(new LabAccounts(lab).password(mailbox));
    }

    @AfterEach
    void close() {
        session.close();
        another.close();
        engine.close();
    }

    @Test
    void findsAndFetchesWithOneCommandEach() throws IOException {
        session.select("INBOX");
        long before = session.commandCount();
        UidSet unread = session.search("UNSEEN");
        Map<Long, RawMail> mails = session.bodies(unread);

        assertThat(session.commandCount() - before).isEqualTo(2);
        assertThat(unread).isEqualTo(UidSet.of(1L, 2L, 3L));
        assertThat(mails).hasSize(3);
        try (InputStream second = mails.get(2L).open()) {
            assertThat(new String(second.readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("Subject: mail 2")
                    .hasSize(SIZE);
        }
        assertThat(another.select("INBOX").messages()).isEqualTo(3);
        assertThat(another.search("UNSEEN")).isEqualTo(unread);
    }

    @Test
    void marksAsReadAndByKeyword() {
        FolderState inbox = session.select("INBOX");
        assertThat(inbox.keeps("$Done")).isTrue();
        session.store(UidSet.of(1L), new Flags(Flags.Flag.SEEN), true);
        session.store(UidSet.of(2L), new Flags("$Done"), true);

        another.select("INBOX");
        assertThat(another.search("UNSEEN")).isEqualTo(UidSet.of(2L, 3L));
        assertThat(another.search("KEYWORD $Done")).isEqualTo(UidSet.of(2L));
    }

    @Test
    void movesOnlyWhatItIsTold() {
        session.select("INBOX");
        session.createFolder("Done");
        session.move(UidSet.of(1L, 3L), "Done");

        assertThat(another.select("INBOX").messages()).isEqualTo(1);
        assertThat(another.search("ALL")).isEqualTo(UidSet.of(2L));
        assertThat(another.select("Done").messages()).isEqualTo(2);
    }

    @Test
    void deletesExactlyTheseAndNotWhatOthersMarked() {
        another.select("INBOX");
        another.store(UidSet.of(1L), new Flags(Flags.Flag.DELETED), true);
        session.select("INBOX");
        session.delete(UidSet.of(2L));

        another.poll();
        assertThat(another.search("ALL")).isEqualTo(UidSet.of(1L, 3L));
    }

    @Test
    void aMailThatAnotherClientMovedMeanwhileIsSkipped() {
        session.createFolder("Done");
        session.createFolder("Elsewhere");
        session.select("INBOX");
        assertThat(session.search("ALL")).isEqualTo(UidSet.of(1L, 2L, 3L));
        another.select("INBOX");
        another.move(UidSet.of(2L), "Elsewhere");

        session.move(UidSet.of(1L, 2L), "Done");

        assertThat(another.select("Done").messages()).isEqualTo(1);
        assertThat(another.select("Elsewhere").messages()).isEqualTo(1);
        assertThat(session.bodies(UidSet.of(2L))).isEmpty();
        session.store(UidSet.of(2L), new Flags(Flags.Flag.SEEN), true);
        session.delete(UidSet.of(2L));
        assertThat(session.search("ALL")).isEqualTo(UidSet.of(3L));
    }

    @Test
    void aMoveToAFolderThatIsMissingIsRefusedAndMovesNothing() {
        session.select("INBOX");

        assertThatExceptionOfType(MailboxRefused.class)
                .isThrownBy(() -> session.move(UidSet.of(1L), "Nowhere"))
                .withMessageContaining("Nowhere");
        assertThat(session.search("ALL")).isEqualTo(UidSet.of(1L, 2L, 3L));
    }

    @Test
    void aFolderThatWasMadeAnewHasAnotherUidValidity(MailLab lab) {
        session.createFolder("Orders");
        FolderState first = session.select("Orders");
        session.select("INBOX");
        lab.dovecot().administer("mailbox", "delete", "-u", mailbox, "Orders");
        lab.dovecot().administer("mailbox", "create", "-u", mailbox, "Orders");

        FolderState second = session.select("Orders");

        assertThat(second.uidValidity()).isGreaterThan(first.uidValidity());
    }

    @Test
    void aFolderThatIsDeletedWhileItIsSelectedIsNoticed(MailLab lab) {
        session.createFolder("Orders");
        session.select("Orders");
        lab.dovecot().administer("mailbox", "delete", "-u", mailbox, "Orders");

        assertThatExceptionOfType(MailboxException.class).isThrownBy(() -> {
            session.poll();
            session.search("ALL");
        });
    }
}
