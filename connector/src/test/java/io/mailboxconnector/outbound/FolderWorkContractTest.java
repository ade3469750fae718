package io.mailboxconnector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxFull;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.NotFound;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Removal;
import io.mailboxconnector.api.SearchOrder;
import io.mailboxconnector.api.StaleKey;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.RefusesAppend;
import io.mailboxconnector.testkit.imap.Without;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Javadoc of {@link MailFolder} promises about searching, paging, refiling, storing, and stale keys. */
class FolderWorkContractTest {

    private OutboundFixture fixture = new OutboundFixture();
    private MailboxManagedConnection managed = managed();

    @AfterEach
    void end() {
        managed.destroy();
        fixture.close();
    }

    @Test
    void listsTheFolders() throws Exception {
        fixture.imap.mailbox().create("Archive/2026");

        assertThat(connection().folders())
                .extracting(FolderEntry::name)
                .containsExactlyInAnyOrder("INBOX", "Archive/2026");
    }

    @Test
    void findsTheNewestFirstWhenAskedTo() throws Exception {
        deliver(3);
        MailFolder inbox = inbox();

        assertThat(uids(inbox.search("ALL"))).containsExactly(1L, 2L, 3L);
        assertThat(uids(inbox.search("UNSEEN", SearchOrder.NEWEST_FIRST))).containsExactly(3L, 2L, 1L);
        assertThat(uids(inbox.search(new SubjectTerm("mail"), SearchOrder.NEWEST_FIRST)))
                .containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNSEEN FORM ann                 | unknown search key FORM
            SINCE yesterday                 | a date such as 1-Feb-2026
            (UNSEEN                         | never closed
            """)
    void refusesAMalformedSearchBeforeAnythingIsSent(String expression, String problem) throws Exception {
        assertThatThrownBy(() -> inbox().search(expression))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX22301")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> inbox().search("ALL\r\nA1 DELETE INBOX")).hasMessageStartingWith("MBX22301");
        assertThat(fixture.imap.acceptedConnections()).isZero();
    }

    @Test
    void readsManyMailsPageByPageInTheOrderOfTheKeys() throws Exception {
        deliver(250);
        MailFolder inbox = inbox();
        List<MessageKey> keys = inbox.search("ALL", SearchOrder.NEWEST_FIRST);
        fixture.imap.forgetCommands();

        try (Stream<ReceivedMail> mails = inbox.stream(keys)) {
            Iterator<ReceivedMail> reading = mails.iterator();
            assertThat(fixture.imap.commands()).isEmpty();
            List<MessageKey> read = new ArrayList<>();
            read.add(reading.next().key());
            assertThat(fixture.imap.commands("UID FETCH")).hasSize(2);
            reading.forEachRemaining(mail -> read.add(mail.key()));
            assertThat(read).isEqualTo(keys);
        }
        assertThat(fixture.imap.commands("UID FETCH")).hasSize(6);
    }

    @Test
    void aPageIsReleasedWhenTheNextOneIsTaken() throws Exception {
        String big = "0123456789012345678901234567890123456789\r\n".repeat(120_000);
        fixture.imap.deliver("Subject: one\r\n\r\n" + big);
        fixture.imap.deliver("Subject: two\r\n\r\n" + big);
        MailFolder inbox = inbox();

        try (Stream<ReceivedMail> mails = inbox.stream(inbox.search("ALL"))) {
            Iterator<ReceivedMail> reading = mails.iterator();
            ReceivedMail one = reading.next();
            assertThat(one.raw().read()).isEqualTo('S');
            ReceivedMail two = reading.next();
            assertThatThrownBy(one::raw).isInstanceOf(IllegalStateException.class);
            assertThat(two.raw().read()).isEqualTo('S');
        }
    }

    @Test
    void fetchesHeadersByOneCommandAndLeavesTheBodies() throws Exception {
        deliver(3);
        MailFolder inbox = inbox();
        List<MessageKey> keys = inbox.search("ALL");
        fixture.imap.forgetCommands();

        List<ReceivedMail> mails = inbox.headers(keys);

        assertThat(mails).extracting(ReceivedMail::subject).containsExactly("mail 1", "mail 2", "mail 3");
        assertThat(mails).allMatch(ReceivedMail::isHeadersOnly);
        assertThat(fixture.imap.commands("UID FETCH")).hasSize(2).noneMatch(command -> command.contains("PEEK[]"));
    }

    @Test
    void tellsTheNewKeysOfCopiesAndOfMovedMails() throws Exception {
        deliver(2);
        fixture.imap.mailbox().create("Done");
        MailFolder inbox = inbox();
        List<MessageKey> keys = inbox.search("ALL");

        Map<MessageKey, MessageKey> copies = inbox.copy(keys, "Done");
        Map<MessageKey, MessageKey> moved = inbox.move(keys, "Done");

        MailFolder done = connection().folder("Done");
        assertThat(done.fetch(List.of(copies.get(keys.get(1)))))
                .extracting(ReceivedMail::subject)
                .containsExactly("mail 2");
        assertThat(done.fetch(List.of(moved.get(keys.get(0)))))
                .extracting(ReceivedMail::subject)
                .containsExactly("mail 1");
        assertThat(inbox.search("ALL")).isEmpty();
    }

    @Test
    void deletesExactlyTheseMails() throws Exception {
        deliver(3);
        MailFolder inbox = inbox();
        List<MessageKey> keys = inbox.search("ALL");
        inbox.flag(keys.subList(0, 1), Flags.Flag.DELETED);

        assertThat(inbox.delete(keys.subList(1, 2))).isEqualTo(Removal.REMOVED);

        assertThat(uids(inbox.search("ALL"))).containsExactly(1L, 3L);
        inbox.unflag(keys.subList(0, 1), Flags.Flag.DELETED);
        assertThat(inbox.search("DELETED")).isEmpty();
    }

    @Test
    void saysWhenAMailIsOnlyMarkedAsDeleted() throws Exception {
        start(new Without("UIDPLUS"));
        deliver(1);
        MailFolder inbox = inbox();

        assertThat(inbox.delete(inbox.search("ALL"))).isEqualTo(Removal.MARKED);

        assertThat(uids(inbox.search("DELETED"))).containsExactly(1L);
        assertThat(fixture.imap.commands("EXPUNGE")).isEmpty();
        assertThat(fixture.imap.commands("UID EXPUNGE")).isEmpty();
    }

    @Test
    void storesAMailAndTellsItsKey() throws Exception {
        MailFolder inbox = inbox();

        MessageKey key = inbox.append(message(), new Flags(Flags.Flag.SEEN)).orElseThrow();

        assertThat(inbox.fetch(List.of(key))).extracting(ReceivedMail::subject).containsExactly("Hello");
        assertThat(inbox.search("SEEN")).containsExactly(key);
    }

    @Test
    void aMissingFolderIsToldAndCanBeCreated() throws Exception {
        MailFolder archive = connection().folder("Archive");

        assertThatThrownBy(() -> archive.search("ALL"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Archive");
        assertThatThrownBy(() -> archive.append(message(), new Flags())).isInstanceOf(NotFound.class);
        assertThat(archive.create()).isTrue();
        assertThat(archive.create()).isFalse();
        assertThat(archive.append(message(), new Flags())).isPresent();
        assertThat(archive.rename("Archive 2026").search("ALL")).hasSize(1);
        assertThatThrownBy(() -> archive.search("ALL")).isInstanceOf(NotFound.class);
    }

    @Test
    void aFullMailboxIsToldAsSuch() throws Exception {
        start(new RefusesAppend());

        assertThatThrownBy(() -> inbox().append(message(), new Flags()))
                .isInstanceOf(MailboxFull.class)
                .hasMessageStartingWith("MBX13009");
    }

    @ParameterizedTest
    @MethodSource
    void refusesAStaleKeyBeforeAnythingIsDone(BiConsumer<MailFolder, List<MessageKey>> work) throws Exception {
        deliver(2);
        fixture.imap.mailbox().create("Done");
        List<MessageKey> kept = inbox().search("ALL");
        managed.destroy();
        fixture.imap.mailbox().inbox().renumber();
        fixture.imap.forgetCommands();
        managed = managed();
        MailFolder inbox = inbox();

        assertThatThrownBy(() -> work.accept(inbox, kept))
                .isInstanceOfSatisfying(
                        StaleKey.class, stale -> assertThat(stale.key()).isEqualTo(kept.get(0)))
                .hasMessageStartingWith("MBX22300")
                .hasMessageContaining("INBOX");
        assertThat(fixture.imap.commands("UID")).isEmpty();
    }

    static Stream<BiConsumer<MailFolder, List<MessageKey>>> refusesAStaleKeyBeforeAnythingIsDone() {
        return Stream.of(
                MailFolder::fetch,
                MailFolder::headers,
                (inbox, keys) -> inbox.stream(keys).toList(),
                (inbox, keys) -> inbox.flag(keys, Flags.Flag.SEEN),
                (inbox, keys) -> inbox.move(keys, "Done"),
                (inbox, keys) -> inbox.copy(keys, "Done"),
                MailFolder::delete);
    }

    private MimeMessage message() throws Exception {
        return OutboundFixture.mail(connection());
    }

    private void deliver(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> fixture.imap.deliver("Subject: mail " + i + "\r\n\r\nHello\r\n"));
    }

    private static List<Long> uids(List<MessageKey> keys) {
        return keys.stream().map(MessageKey::uid).toList();
    }

    private void start(ImapBehaviour... behaviours) {
        end();
        fixture = new OutboundFixture(behaviours);
        managed = managed();
    }

    private MailFolder inbox() throws Exception {
        return connection().folder("INBOX");
    }

    private MailboxConnection connection() throws Exception {
        return (MailboxConnection) managed.getConnection(null, null);
    }

    private MailboxManagedConnection managed() {
        return new MailboxManagedConnection(fixture.settings(), fixture.engine, null);
    }
}
