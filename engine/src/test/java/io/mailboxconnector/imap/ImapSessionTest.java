package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.IgnoresPartialFetch;
import io.mailboxconnector.testkit.imap.Offers;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.SendsUnsolicitedFlags;
import io.mailboxconnector.testkit.imap.Without;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.Test;

/** Folders, searches, fetches and refiling: what is said on the wire, and what comes of it. */
class ImapSessionTest extends SessionTest {

    @Test
    void opensWithThreeCommandsAndKnowsTheServer() {
        ScriptedImapServer server = start();
        ImapSession session = open(server);

        assertThat(server.commands())
                .containsExactly(
                        "AUTHENTICATE XOAUTH2 ****",
                        "ID (\"name\" \"Mailbox Connector\" \"version\" \"development\")",
                        "NAMESPACE");
        assertThat(session.commandCount()).isEqualTo(3);
        assertThat(session.serverName()).isEqualTo("Scripted 1.0");
        assertThat(session.tokenExpiresAt()).isEqualTo(TestAccounts.EXPIRY);
        assertThat(session.hasCapability("move")).isTrue();
        assertThat(session.hasCapability("CONDSTORE")).isFalse();
    }

    @Test
    void takesTheGreetingAsNameWithoutId() {
        ScriptedImapServer server = start(new Without("ID", "NAMESPACE"));

        assertThat(open(server).serverName()).isEqualTo("Scripted server ready");
        assertThat(server.commands()).containsExactly("AUTHENTICATE XOAUTH2 ****", "STATUS INBOX (MESSAGES)");
    }

    @Test
    void selectsOnceAndReportsTheState() {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        ImapSession session = open(server);

        FolderState state = session.select("INBOX");
        session.select("INBOX");

        assertThat(state.uidValidity()).isEqualTo(server.mailbox().inbox().uidValidity());
        assertThat(state.uidNext()).isEqualTo(2);
        assertThat(state.messages()).isEqualTo(1);
        assertThat(state.keeps("\\Seen")).isTrue();
        assertThat(state.keeps("$Work")).isTrue();
        assertThat(server.commands("SELECT")).hasSize(1);
    }

    @Test
    void refusesFolderCommandsWithoutAFolder() {
        ImapSession session = open(start());

        assertThatThrownBy(() -> session.search("ALL")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        ImapSession session = open(start());

        assertThatThrownBy(() -> session.select("Nowhere"))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX13010")
                .hasMessageContaining(TestAccounts.MAILBOX);
        assertThatThrownBy(() -> session.search("ALL")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void createsFoldersWithForeignNamesOnce() {
        ScriptedImapServer server = start();
        ImapSession session = open(server);

        session.createFolder("Aufträge & \"mehr\"");
        session.createFolder("Aufträge & \"mehr\"");

        assertThat(server.mailbox().folderNames()).contains("Auftr&AOQ-ge &- \"mehr\"");
        assertThat(server.commands("CREATE")).hasSize(2);
    }

    @Test
    void searchesByExpressionAndByTerm() {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        server.deliver("INBOX", "Subject: Grüße\r\n\r\n".getBytes(StandardCharsets.UTF_8), List.of("\\Seen", "$Done"));
        ImapSession session = openInbox(server);

        assertThat(session.search("UNSEEN").uids()).containsExactly(1L);
        assertThat(session.search("UID 1:* KEYWORD $Done").uids()).containsExactly(2L);
        assertThat(session.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))
                        .uids())
                .containsExactly(1L);
        SearchTerm both = new AndTerm(new SubjectTerm("grüße"), new FlagTerm(new Flags("$Done"), true));
        assertThat(session.search(both).uids()).containsExactly(2L);
        assertThat(server.commands("UID SEARCH CHARSET UTF-8")).hasSize(1);
    }

    @Test
    void refusesSearchesThatCannotBeExpressed() {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);
        SearchTerm own = new SearchTerm() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean match(jakarta.mail.Message message) {
                return true;
            }
        };

        assertThatThrownBy(() -> session.search(own)).hasMessageStartingWith("MBX13020");
        assertThatThrownBy(() -> session.search("ALL\r\nX DELETE INBOX")).hasMessageStartingWith("MBX13020");
        assertThatThrownBy(() -> session.search("SUBJECT {7}")).hasMessageStartingWith("MBX13020");
        assertThatThrownBy(() -> session.search("SUBJECT grüße")).hasMessageStartingWith("MBX13020");
        assertThatThrownBy(() -> session.search(new FlagTerm(new Flags("x\r\nA DELETE INBOX"), true)))
                .hasMessageStartingWith("MBX13021");
        assertThat(server.commands("UID SEARCH")).isEmpty();
    }

    @Test
    void readsMetadataByOneCommandAmongUnsolicitedFlags() {
        ScriptedImapServer server = start(new SendsUnsolicitedFlags());
        server.deliver("INBOX", MAIL.getBytes(StandardCharsets.UTF_8), List.of("\\Flagged", "$Work"));
        server.deliver(MAIL);
        server.deliver(MAIL);
        ImapSession session = openInbox(server);

        List<MailMetadata> metadata = session.metadata(UidSet.of(1, 2, 3, 77));

        assertThat(metadata).extracting(MailMetadata::uid).containsExactly(1L, 2L, 3L);
        assertThat(metadata.get(0))
                .isEqualTo(new MailMetadata(
                        1, Set.of("\\flagged", "$work"), Instant.parse("2026-01-02T03:04:05Z"), MAIL.length()));
        assertThat(server.commands("UID FETCH"))
                .containsExactly("UID FETCH 1:3,77 (UID FLAGS INTERNALDATE RFC822.SIZE)");
    }

    @Test
    void keepsAMailWhoseDateCannotBeRead() {
        ScriptedImapServer server = start(new Answers(
                "UID FETCH", "* 1 FETCH (UID 5 FLAGS (\\Seen) INTERNALDATE \"no date\" RFC822.SIZE 42)", "OK done"));
        ImapSession session = openInbox(server);

        assertThat(session.metadata(UidSet.of(5))).singleElement().satisfies(mail -> {
            assertThat(mail.uid()).isEqualTo(5);
            assertThat(mail.size()).isEqualTo(42);
            assertThat(mail.flags()).containsExactly("\\seen");
        });
    }

    @Test
    void readsBodiesByOneCommandWithoutMarkingThemAsRead() throws IOException {
        ScriptedImapServer server = start(new SendsUnsolicitedFlags());
        server.deliver(MAIL);
        server.deliver("Subject: two\r\n\r\n\u00e4\r\n");
        ImapSession session = openInbox(server);

        Map<Long, RawMail> bodies = session.bodies(UidSet.of(1, 2, 3));

        assertThat(bodies).containsOnlyKeys(1L, 2L);
        assertThat(text(bodies.get(1L))).isEqualTo(MAIL);
        assertThat(bodies.get(2L).size()).isEqualTo(20);
        assertThat(server.commands("UID FETCH")).containsExactly("UID FETCH 1:3 (UID BODY.PEEK[])");
        assertThat(server.mailbox().inbox().mails()).noneMatch(FakeMail::seen);
    }

    @Test
    void spoolsABigMailInPieces() throws IOException {
        byte[] big = big(2_500_000);
        ScriptedImapServer server = start();
        server.deliver("INBOX", big, List.of());
        ImapSession session = openInbox(server);

        RawMail mail = session.spooledBody(session.metadata(UidSet.of(1)).get(0));

        assertThat(mail.size()).isEqualTo(big.length);
        try (InputStream in = mail.open()) {
            assertThat(in.readAllBytes()).isEqualTo(big);
        }
        assertThat(server.commands("UID FETCH 1 (UID BODY.PEEK[]<")).hasSize(3);
        mail.close();
        assertThatThrownBy(mail::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void spoolsABigMailOfAServerThatIgnoresPieces() throws IOException {
        byte[] big = big(2_500_000);
        ScriptedImapServer server = start(new IgnoresPartialFetch());
        server.deliver("INBOX", big, List.of());
        ImapSession session = openInbox(server);

        try (RawMail mail = session.spooledBody(session.metadata(UidSet.of(1)).get(0));
                InputStream in = mail.open()) {
            assertThat(in.readAllBytes()).isEqualTo(big);
        }
    }

    @Test
    void asksForObjectIdentifiersOnlyWhereTheyAreOffered() {
        ScriptedImapServer server = start(new Offers("OBJECTID"));
        server.deliver(MAIL);
        server.deliver("In-Reply-To: <1@example.com>\r\n" + MAIL);
        List<MailMetadata> found = openInbox(server).metadata(UidSet.of(List.of(1L, 2L)));

        assertThat(found).extracting(MailMetadata::emailId).containsExactly(Optional.of("M1"), Optional.of("M2"));
        assertThat(found).extracting(MailMetadata::threadId).containsExactly(Optional.empty(), Optional.of("T2"));
        assertThat(server.commands("UID FETCH"))
                .containsExactly("UID FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE EMAILID THREADID)");

        ScriptedImapServer plain = start();
        plain.deliver(MAIL);
        assertThat(openInbox(plain).metadata(UidSet.of(1)).get(0).emailId()).isEmpty();
        assertThat(plain.commands("UID FETCH")).noneMatch(command -> command.contains("EMAILID"));
    }

    @Test
    void readsHeadersWithoutTheBody() throws IOException {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        ImapSession session = openInbox(server);

        try (RawMail headers = session.headers(session.metadata(UidSet.of(1)).get(0))) {
            assertThat(text(headers)).isEqualTo("From: ada@example.com\r\nSubject: Hello\r\n\r\n");
        }
        assertThat(server.mailbox().inbox().mails().get(0).seen()).isFalse();
        assertThatThrownBy(() -> session.headers(new MailMetadata(9, Set.of(), Instant.EPOCH, 1)))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX13023");
    }

    @Test
    void leavesNoFileBehindWhenABigMailIsGone() throws IOException {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);
        Set<Path> before = spools();

        assertThatThrownBy(() -> session.spooledBody(new MailMetadata(9, Set.of(), Instant.EPOCH, 1)))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX13023");
        assertThat(spools()).isEqualTo(before);
    }

    @Test
    void storesFlagsSilently() {
        ScriptedImapServer server = start();
        server.deliver(MAIL);
        ImapSession session = openInbox(server);
        Flags flags = new Flags(Flags.Flag.SEEN);
        flags.add("$Work");

        session.store(UidSet.of(1), flags, true);
        assertThat(server.mailbox().inbox().mails().get(0).flags()).containsExactlyInAnyOrder("\\Seen", "$Work");
        session.store(UidSet.of(1), new Flags("$Work"), false);
        assertThat(server.mailbox().inbox().mails().get(0).flags()).containsExactly("\\Seen");
        assertThat(server.commands("UID STORE"))
                .containsExactly("UID STORE 1 +FLAGS.SILENT (\\Seen $Work)", "UID STORE 1 -FLAGS.SILENT ($Work)");
    }

    @Test
    void marksAndIsToldWhatStands() {
        ScriptedImapServer server = start(new SendsUnsolicitedFlags());
        server.deliver(MAIL);
        server.deliver(MAIL);
        ImapSession session = openInbox(server);
        session.store(UidSet.of(1), new Flags("$Work"), true);

        assertThat(session.mark(UidSet.of(1, 7), new Flags(Flags.Flag.SEEN)))
                .isEqualTo(Map.of(1L, Set.of("\\seen", "$work")));
        assertThat(server.commands("UID STORE")).last().isEqualTo("UID STORE 1,7 +FLAGS (\\Seen)");
    }

    @Test
    void refusesKeywordsThatCouldBeCommands() {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        assertThatThrownBy(() -> session.store(UidSet.of(1), new Flags("a)\r\nX DELETE INBOX"), true))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX13021");
        assertThat(server.commands("UID STORE")).isEmpty();
    }

    @Test
    void movesByOneCommand() {
        ScriptedImapServer server = withThreeMails();
        server.mailbox().create("Done");
        ImapSession session = openInbox(server);

        session.move(UidSet.of(1, 3), "Done");

        assertThat(uids(server, "INBOX")).containsExactly(2L);
        assertThat(uids(server, "Done")).hasSize(2);
        assertThat(server.commands("UID")).containsExactly("UID MOVE 1,3 Done");
    }

    @Test
    void movesWithoutMoveAndExpungesExactlyThese() {
        ScriptedImapServer server = withThreeMails(new Without("MOVE"));
        server.mailbox().create("Done");
        server.mailbox().inbox().mails().get(1).flags().add("\\Deleted");
        ImapSession session = openInbox(server);

        session.move(UidSet.of(1), "Done");

        assertThat(uids(server, "INBOX")).containsExactly(2L, 3L);
        assertThat(server.commands("UID"))
                .containsExactly("UID COPY 1 Done", "UID STORE 1 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1");
    }

    @Test
    void movesWithoutUidPlusByMarkingOnly() {
        ScriptedImapServer server = withThreeMails(new Without("MOVE", "UIDPLUS"));
        server.mailbox().create("Done");
        ImapSession session = openInbox(server);

        session.move(UidSet.of(1), "Done");

        assertThat(uids(server, "INBOX")).hasSize(3);
        assertThat(server.mailbox().inbox().mails().get(0).flags()).contains("\\Deleted");
        assertThat(server.commands("UID EXPUNGE")).isEmpty();
        assertThat(server.commands("EXPUNGE")).isEmpty();
    }

    @Test
    void movesTheRestAfterAnotherClientMovedOne() {
        ScriptedImapServer server =
                withThreeMails(new Answers(1, "UID MOVE", "NO [EXPUNGEISSUED] Some messages could not be found"));
        ImapSession session = openInbox(server);

        session.createFolder("Done");
        session.move(UidSet.of(1), "Done");

        assertThat(server.commands("UID")).containsExactly("UID MOVE 1 Done", "UID MOVE 1 Done");
        assertThat(server.commands("NOOP")).hasSize(1);
        assertThat(uids(server, "INBOX")).containsExactly(2L, 3L);
    }

    @Test
    void neverTakesAMoveForDoneThatTheServerKeepsRefusing() {
        ScriptedImapServer server =
                withThreeMails(new Answers("UID MOVE", "NO [EXPUNGEISSUED] Some messages could not be found"));
        ImapSession session = openInbox(server);

        assertThatThrownBy(() -> session.move(UidSet.of(1), "Done")).isInstanceOf(MailboxRefused.class);
        assertThat(server.commands("UID")).hasSize(3);
    }

    @Test
    void refusesToMoveToAFolderThatIsNotThere() {
        ImapSession session = openInbox(withThreeMails());

        assertThatThrownBy(() -> session.move(UidSet.of(1), "Nowhere"))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX13010");
    }

    @Test
    void deletesExactlyTheseAndOnlyMarksWithoutUidPlus() {
        ScriptedImapServer server = withThreeMails();
        server.mailbox().inbox().mails().get(0).flags().add("\\Deleted");
        openInbox(server).delete(UidSet.of(2));
        assertThat(uids(server, "INBOX")).containsExactly(1L, 3L);

        ScriptedImapServer old = withThreeMails(new Without("UIDPLUS"));
        openInbox(old).delete(UidSet.of(2));
        assertThat(uids(old, "INBOX")).hasSize(3);
        assertThat(old.commands("UID")).containsExactly("UID STORE 2 +FLAGS.SILENT (\\Deleted)");
    }

    @Test
    void splitsLongSetsIntoSeveralCommands() {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);
        UidSet odd = UidSet.of(
                LongStream.range(0, 2_000).map(i -> 1_000_000 + 2 * i).boxed().toList());

        session.metadata(odd);

        assertThat(server.commands("UID FETCH")).hasSize(3).allMatch(command -> command.length() < 8_000);
    }

    @Test
    void unwrapsTheConnectedStoreAndSelectsAgain() throws Exception {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        IMAPStore store = session.unwrap(IMAPStore.class);
        assertThat(store.isConnected()).isTrue();
        Folder folder = store.getFolder("INBOX");
        assertThat(folder.exists()).isTrue();
        session.search("ALL");

        assertThat(server.acceptedConnections()).isEqualTo(1);
        assertThat(server.commands("SELECT")).hasSize(2);
        assertThatThrownBy(() -> session.unwrap(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void selectsAnewForEachCallOnceTheStoreWasGivenAway() throws Exception {
        ScriptedImapServer server = start(new Answers("CLOSE", "OK done"));
        server.mailbox().create("Other");
        long uid = server.deliver(MAIL);
        ImapSession session = openInbox(server);
        IMAPStore store = session.unwrap(IMAPStore.class);
        session.search("ALL");

        Folder other = store.getFolder("Other");
        other.open(Folder.READ_WRITE);
        other.close(false);
        session.delete(UidSet.of(uid));
        other.open(Folder.READ_ONLY);
        other.close(false);

        assertThat(session.select("INBOX").messages()).isZero();
        assertThat(session.search("ALL").isEmpty()).isTrue();
        assertThat(server.mailbox().inbox().mails()).isEmpty();
        assertThat(server.commands("SELECT INBOX")).hasSize(5);
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void logsOutOnCloseAndMayBeClosedTwice() {
        ScriptedImapServer server = start();
        ImapSession session = openInbox(server);

        session.close();
        session.close();

        assertThat(server.commands("LOGOUT")).hasSize(1);
    }

    @Test
    void startsNoThreadOfItsOwnPerConnection() {
        ScriptedImapServer server = start();
        openInbox(server);
        Set<Thread> before = threadsOfPools();

        openInbox(server);
        openInbox(server);

        assertThat(before).containsAll(threadsOfPools());
    }

    @Test
    void worksWithFolderNamesInUtf8() {
        ScriptedImapServer server =
                start(new Offers("UTF8=ACCEPT", "ENABLE"), new Answers("ENABLE", "* ENABLED UTF8=ACCEPT", "OK done"));
        ImapSession session = open(server);

        session.createFolder("Aufträge");

        assertThat(server.mailbox().folderNames()).contains("Aufträge");
    }

    private ScriptedImapServer withThreeMails(io.mailboxconnector.testkit.imap.ImapBehaviour... behaviours) {
        ScriptedImapServer server = start(behaviours);
        for (int i = 0; i < 3; i++) {
            server.deliver(MAIL);
        }
        return server;
    }

    private static List<Long> uids(ScriptedImapServer server, String folder) {
        return server.mailbox().folder(folder).mails().stream()
                .map(FakeMail::uid)
                .toList();
    }

    /** The names that the JDK gives to threads of executors; the threads of the scripted server have their own. */
    private static Set<Thread> threadsOfPools() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pool-"))
                .collect(Collectors.toSet());
    }

    private static byte[] big(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        byte[] header = "Subject: big\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, bytes, 0, header.length);
        return bytes;
    }

    private Set<Path> spools() throws IOException {
        try (Stream<Path> files = Files.walk(spoolParent)) {
            return Set.copyOf(
                    files.filter(file -> file.toString().endsWith(".eml")).toList());
        }
    }

    private static String text(RawMail mail) throws IOException {
        try (InputStream in = mail.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
