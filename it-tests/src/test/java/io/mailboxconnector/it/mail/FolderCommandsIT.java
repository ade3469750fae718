package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.MailboxFull;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.NotFound;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.Copied;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.imap.folders.StoredMail;
import io.mailboxconnector.imap.folders.UidMapping;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folders as a whole, on Dovecot: what LIST, APPEND, COPY, RENAME really answer. */
@RealMailServers
class FolderCommandsIT {

    private static final RawMail MAIL =
            RawMail.of("Subject: stored\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII));

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private String mailbox;
    private ImapSession session;

    @BeforeEach
    void openMailboxOfThreeMails(MailLab lab) {
        mailbox = lab.newMailbox();
        new BulkAppend(lab.dovecot(), mailbox, MailLab.PASSWORD).mails(3, 500);
        session = engine.openImap(new LabAccounts(lab).password(mailbox));
    }

    @AfterEach
    void close() {
        session.close();
        engine.close();
    }

    @Test
    void oneCommandListsFoldersWithTheirNumbersAndInternationalNames() {
        session.createFolder("Entwürfe & Ähnliches");
        long before = session.commandCount();

        List<FolderEntry> folders = session.folders().list();

        assertThat(session.commandCount() - before).isEqualTo(1);
        assertThat(folders).extracting(FolderEntry::name).contains("INBOX", "Entwürfe & Ähnliches");
        assertThat(folders)
                .filteredOn(folder -> folder.name().equals("INBOX"))
                .singleElement()
                .returns(OptionalLong.of(3), FolderEntry::messages)
                .returns(OptionalLong.of(3), FolderEntry::unread)
                .returns(true, FolderEntry::isSelectable);
        assertThat(session.select("Entwürfe & Ähnliches").messages()).isZero();
    }

    @Test
    void aStoredMailIsWhereTheServerSaysWithItsFlagsAndDate() {
        Instant received = Instant.parse("2026-02-01T12:30:00Z");

        Optional<StoredMail> stored =
                session.folders().append("INBOX", MAIL, new Flags(Flags.Flag.FLAGGED), Optional.of(received));

        FolderState inbox = session.select("INBOX");
        assertThat(stored).contains(new StoredMail(inbox.uidValidity(), 4));
        assertThat(session.search("FLAGGED")).isEqualTo(UidSet.of(4L));
        assertThat(session.metadata(UidSet.of(4L)))
                .singleElement()
                .returns(received, mail -> mail.internalDate())
                .returns(MAIL.size(), mail -> mail.size());
    }

    @Test
    void copiesAndMovesTellTheNewUids() {
        session.createFolder("Done");
        session.select("INBOX");

        Copied copied = session.copy(UidSet.of(1L, 3L), "Done");
        UidMapping moved = session.move(UidSet.of(2L), "Done");

        assertThat(copied.mapping().uids()).isEqualTo(Map.of(1L, 1L, 3L, 2L));
        assertThat(moved.uids()).isEqualTo(Map.of(2L, 3L));
        assertThat(session.select("Done").uidValidity()).isEqualTo(moved.uidValidity());
        assertThat(session.bodies(UidSet.of(3L))).hasSize(1);
    }

    @Test
    void deletingLeavesWhatOthersMarked() {
        session.select("INBOX");
        session.store(UidSet.of(1L), new Flags(Flags.Flag.DELETED), true);

        session.delete(UidSet.of(2L));

        assertThat(session.search("ALL")).isEqualTo(UidSet.of(1L, 3L));
    }

    @Test
    void headersOfManyMailsComeByOneCommand() {
        session.select("INBOX");
        long before = session.commandCount();

        assertThat(session.headers(UidSet.of(1L, 2L, 3L))).hasSize(3);
        assertThat(session.commandCount() - before).isEqualTo(1);
    }

    @Test
    void aFolderThatIsMissingOrThereAlreadyIsToldAsSuch() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> session.select("Missing"));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> session.folders().append("Missing", MAIL, new Flags(), Optional.empty()));
        session.select("INBOX");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> session.copy(UidSet.of(1L), "Missing"));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> session.folders().rename("Missing", "Other"));
        assertThat(session.createFolder("There")).isTrue();
        assertThat(session.createFolder("There")).isFalse();
        session.createFolder("Other");
        assertThatExceptionOfType(MailboxRefused.class)
                .isThrownBy(() -> session.folders().rename("Other", "There"))
                .withMessageStartingWith("MBX13311");
    }

    @Test
    void aRenamedFolderKeepsItsKeysAndADeletedOneThatComesBackDoesNot() throws MessagingException {
        session.createFolder("Old");
        session.folders().append("Old", MAIL, new Flags(), Optional.empty());
        FolderState old = session.select("Old");

        session.folders().rename("Old", "New");

        FolderState renamed = session.select("New");
        assertThat(renamed.uidValidity()).isEqualTo(old.uidValidity());
        assertThat(session.bodies(UidSet.of(1L))).hasSize(1);
        session.select("INBOX");
        assertThat(session.unwrap(IMAPStore.class).getFolder("New").delete(false))
                .isTrue();
        assertThat(session.createFolder("New")).isTrue();
        assertThat(session.select("New").uidValidity()).isNotEqualTo(renamed.uidValidity());
    }

    @Test
    void aFullMailboxTakesNoMail(MailLab lab) {
        String full = lab.newMailboxWithQuota(20);
        new BulkAppend(lab.dovecot(), full, MailLab.PASSWORD).mails(1, 20_400);
        RawMail big =
                RawMail.of("Subject: big\r\n\r\nHello there\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII));

        try (ImapSession other = engine.openImap(new LabAccounts(lab).password(full))) {
            assertThatExceptionOfType(MailboxFull.class)
                    .isThrownBy(() -> other.folders().append("INBOX", big, new Flags(), Optional.empty()));
        }
    }
}
