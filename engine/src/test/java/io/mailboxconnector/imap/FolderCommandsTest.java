package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.FolderUse;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.NotFound;
import io.mailboxconnector.imap.folders.StoredMail;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.Offers;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import jakarta.mail.Flags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Folders as a whole: LIST (RFC 9051 §6.3.9, RFC 5819, RFC 6154), RENAME, APPEND (RFC 9051 §6.3.12, RFC 4315). */
class FolderCommandsTest extends SessionTest {

    private static final RawMail MAIL =
            RawMail.of("Subject: Hello\r\n\r\nWorld\r\n".getBytes(StandardCharsets.US_ASCII));

    @Test
    void oneCommandListsAllFoldersWithUsesAndNumbers() {
        ScriptedImapServer server = start(
                new Offers("LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE"),
                new Answers(
                        "LIST",
                        "* LIST (\\HasNoChildren) \"/\" INBOX",
                        "* STATUS INBOX (MESSAGES 17 UNSEEN 16)",
                        "* LIST (\\Sent \\HasNoChildren) \"/\" \"Gesendete Elemente\"",
                        "* STATUS \"Gesendete Elemente\" (MESSAGES 30 UNSEEN 0)",
                        "* LIST (\\Drafts) \"/\" \"Entw&APw-rfe\"",
                        "* STATUS \"Entw&APw-rfe\" (MESSAGES 1 UNSEEN 1)",
                        "* LIST (\\Noselect \\HasChildren) \"/\" Archive",
                        "* LIST (\\NonExistent) \".\" Gone",
                        "* LIST () NIL flat",
                        "OK done"));
        ImapSession session = open(server);
        server.forgetCommands();

        List<FolderEntry> folders = session.folders().list();

        assertThat(server.commands()).containsExactly("LIST \"\" \"*\" RETURN (SPECIAL-USE STATUS (MESSAGES UNSEEN))");
        assertThat(folders)
                .containsExactly(
                        folder("INBOX", true, Set.of(), 17, 16),
                        folder("Gesendete Elemente", true, Set.of(FolderUse.SENT), 30, 0),
                        folder("Entwürfe", true, Set.of(FolderUse.DRAFTS), 1, 1),
                        folder("Archive", false, Set.of()),
                        new FolderEntry(
                                "Gone", Optional.of("."), false, Set.of(), OptionalLong.empty(), OptionalLong.empty()),
                        new FolderEntry(
                                "flat", Optional.empty(), true, Set.of(), OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void elseEachSelectableFolderIsAskedForItsNumbers() {
        ScriptedImapServer server = start(new Answers(
                "LIST",
                "* LIST (\\Trash) \"/\" Papierkorb",
                "* LIST (\\Noselect) \"/\" Archive",
                "* LIST () \"/\" \"Entw&APw-rfe\"",
                "OK done"));
        server.mailbox().create("Papierkorb");
        server.deliver("Papierkorb", new byte[] {'a'}, List.of());
        ImapSession session = open(server);
        server.forgetCommands();

        List<FolderEntry> folders = session.folders().list();

        assertThat(server.commands())
                .containsExactly(
                        "LIST \"\" \"*\"",
                        "STATUS Papierkorb (MESSAGES UNSEEN)",
                        "STATUS Entw&APw-rfe (MESSAGES UNSEEN)");
        assertThat(folders)
                .containsExactly(
                        folder("Papierkorb", true, Set.of(FolderUse.TRASH), 1, 1),
                        folder("Archive", false, Set.of()),
                        folder("Entwürfe", true, Set.of()));
    }

    @Test
    void aRenamedFolderIsNotTakenForTheSelectedOne() {
        ScriptedImapServer server = start();
        server.mailbox().create("Old");
        ImapSession session = open(server);
        session.select("Old");

        session.folders().rename("Old", "New");

        assertThat(session.select("New").messages()).isZero();
        assertThatThrownBy(() -> session.select("Old")).isInstanceOf(NotFound.class);
    }

    @Test
    void aStoredMailIsFoundWhereTheServerSaid() throws Exception {
        ScriptedImapServer server = start();
        ImapSession session = open(server);
        server.forgetCommands();

        Optional<StoredMail> stored = session.folders()
                .append("INBOX", MAIL, new Flags(Flags.Flag.SEEN), Optional.of(Instant.parse("2026-02-01T12:30:00Z")));

        assertThat(server.commands())
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .startsWith("APPEND INBOX (\\Seen) \"")
                        .contains("-Feb-2026 "));
        FolderState inbox = session.select("INBOX");
        assertThat(stored).contains(new StoredMail(inbox.uidValidity(), 1));
        assertThat(session.bodies(UidSet.of(1)).get(1L).open().readAllBytes())
                .isEqualTo(MAIL.open().readAllBytes());
    }

    @Test
    void aServerWithoutUidplusDoesNotTellWhereAMailIsStored() {
        ImapSession session = open(start(new Without("UIDPLUS", "LITERAL+")));

        assertThat(session.folders().append("INBOX", MAIL, new Flags(), Optional.empty()))
                .isEmpty();
        assertThat(session.select("INBOX").messages()).isEqualTo(1);
    }

    @Test
    void aKeywordThatIsNoneIsNotSent() {
        ScriptedImapServer server = start();
        ImapSession session = open(server);
        server.forgetCommands();

        assertThatThrownBy(() -> session.folders()
                        .append("INBOX", MAIL, new Flags("a) \"\r\nA1 DELETE INBOX"), Optional.empty()))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX13021");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void copiesAndMovesTellTheNewUids() {
        ScriptedImapServer server = start();
        server.mailbox().create("Other");
        server.deliver("Subject: one\r\n\r\n1\r\n");
        server.deliver("Subject: two\r\n\r\n2\r\n");
        long validity = server.mailbox().folder("Other").uidValidity();
        ImapSession session = openInbox(server);

        assertThat(session.copy(UidSet.of(1, 2), "Other").mapping().uids())
                .containsEntry(1L, 1L)
                .containsEntry(2L, 2L);
        assertThat(session.move(UidSet.of(2), "Other").uids()).containsExactly(java.util.Map.entry(2L, 3L));
        assertThat(session.copy(UidSet.of(1), "Other").mapping().uidValidity()).isEqualTo(validity);
    }

    private static FolderEntry folder(String name, boolean selectable, Set<FolderUse> uses, long... numbers) {
        return new FolderEntry(
                name,
                Optional.of("/"),
                selectable,
                uses,
                numbers.length == 0 ? OptionalLong.empty() : OptionalLong.of(numbers[0]),
                numbers.length == 0 ? OptionalLong.empty() : OptionalLong.of(numbers[1]));
    }
}
