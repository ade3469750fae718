package io.mailboxconnector.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.testkit.pop3.NamesAllTheSame;
import io.mailboxconnector.testkit.pop3.Offers;
import io.mailboxconnector.testkit.pop3.Refuses;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import io.mailboxconnector.testkit.pop3.Without;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session does with a well-behaved server, and with one that lacks something. */
class Pop3SessionTest extends Pop3Fixture {

    private static final long IN_MEMORY = 1024 * 1024;

    @Test
    void listsNamesAndSizesInTheOrderOfTheirNumbers() {
        ScriptedPop3Server server = start();
        server.deliver(MAIL);
        server.deliver(MAIL + "more\r\n");

        assertThat(open(server).list())
                .containsExactly(
                        new ListedMail(1, "uid-1", MAIL.length()), new ListedMail(2, "uid-2", MAIL.length() + 6));
    }

    @Test
    void listsAnEmptyMaildrop() {
        assertThat(open(start()).list()).isEmpty();
    }

    @Test
    void readsAMailAsItWasSent() throws IOException {
        ScriptedPop3Server server = start();
        String stuffed = "Subject: Dots\r\n\r\n.\r\n..\r\n.one\r\nbare\n.\r\nlast\r\n";
        server.deliver(stuffed);
        Pop3Session session = open(server);

        try (RawMail mail = session.retrieve(session.list().get(0), IN_MEMORY)) {
            assertThat(text(mail)).isEqualTo(stuffed);
            assertThat(mail.bytesInMemory()).isEqualTo(stuffed.length());
        }
        assertThat(session.list()).hasSize(1);
    }

    @Test
    void keepsABigMailInAFileWhateverTheServerAnnounced() throws IOException {
        ScriptedPop3Server server = start();
        String big = "Subject: Big\r\n\r\n" + "0123456789012345678901234567890123456789\r\n".repeat(5_000);
        server.deliver(big);
        Pop3Session session = open(server);

        ListedMail announced = new ListedMail(1, "uid-1", 10);
        try (RawMail mail = session.retrieve(announced, 20_000)) {
            assertThat(mail.bytesInMemory()).isZero();
            assertThat(mail.size()).isEqualTo(big.length());
            assertThat(text(mail)).isEqualTo(big);
        }
    }

    @Test
    void readsHeadersAlone() throws IOException {
        ScriptedPop3Server server = start();
        server.deliver(MAIL);
        Pop3Session session = open(server);

        try (RawMail headers = session.headers(session.list().get(0))) {
            assertThat(text(headers)).isEqualTo("From: ada@example.com\r\nSubject: Hello\r\n\r\n");
        }
        assertThat(server.commands("RETR")).isEmpty();
    }

    @Test
    void saysThatHeadersCannotBeHadAlone() {
        ScriptedPop3Server server = start(new Without("TOP"));
        server.deliver(MAIL);
        Pop3Session session = open(server);
        ListedMail mail = session.list().get(0);

        assertThatThrownBy(() -> session.headers(mail))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX18015")
                .hasMessageContaining("oversize");
    }

    @Test
    void removesAtQuitAndNotBefore() {
        ScriptedPop3Server server = start();
        server.deliver(MAIL);
        server.deliver(MAIL);
        Pop3Session broken = open(server);
        broken.markDeleted(broken.list());
        broken.close();
        assertThat(server.mails()).hasSize(2);

        Pop3Session session = open(server);
        assertThat(session.markDeleted(List.of(session.list().get(0)))).isEmpty();
        session.quit();

        assertThat(server.mails()).containsExactly("uid-2");
    }

    @Test
    void marksManyAtOnceWhereTheServerTakesIt() {
        ScriptedPop3Server server = start();
        for (int i = 0; i < 250; i++) {
            server.deliver(MAIL);
        }
        Pop3Session session = open(server);

        session.markDeleted(session.list());
        session.quit();

        assertThat(server.mails()).isEmpty();
        assertThat(server.commands("DELE")).hasSize(250);
    }

    @Test
    void tellsWhichMailsTheServerDoesNotMark() {
        ScriptedPop3Server server = start(new Refuses("DELE 2", "-ERR read-only"));
        server.deliver(MAIL);
        server.deliver(MAIL);
        server.deliver(MAIL);
        Pop3Session session = open(server);
        List<ListedMail> mails = session.list();

        assertThat(session.markDeleted(mails))
                .containsOnlyKeys(mails.get(1))
                .allSatisfy((mail, reason) ->
                        assertThat(reason).isInstanceOf(MailboxRefused.class).hasMessageStartingWith("MBX18007"));
        session.quit();
        assertThat(server.mails()).containsExactly("uid-2");
    }

    @Test
    void saysWhenTheServerDidNotRemoveAtTheEnd() {
        ScriptedPop3Server server = start(new Refuses("QUIT", "-ERR some deleted messages not removed"));
        server.deliver(MAIL);
        Pop3Session session = open(server);
        session.markDeleted(session.list());

        assertThatThrownBy(session::quit).isInstanceOf(MailboxException.class).hasMessageStartingWith("MBX18016");
    }

    @Test
    void tellsMailsApartThatHaveTheSameName() {
        ScriptedPop3Server server = start(new NamesAllTheSame("same"));
        server.deliver(MAIL);
        server.deliver(MAIL.replace("Hello", "Other"));
        server.deliver(MAIL);

        List<String> names =
                open(server).list().stream().map(ListedMail::identity).toList();

        assertThat(names).allMatch(name -> name.matches("same#[0-9a-f]{32}"));
        assertThat(names.get(0)).isNotEqualTo(names.get(1)).isEqualTo(names.get(2));
    }

    @Test
    void namesMailsThatTheServerDoesNotName() {
        ScriptedPop3Server server = start(new NamesAllTheSame(""), new Without("TOP"));
        server.deliver(MAIL);

        assertThat(open(server).list())
                .singleElement()
                .satisfies(mail -> assertThat(mail.identity()).matches("#[0-9a-f]{32}"));
    }

    @Test
    void refusesAServerWithoutLastingNames() {
        Pop3Session session = open(start(new Without("UIDL")));

        assertThatThrownBy(session::list)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX18011")
                .hasMessageContaining("protocol=imap");
    }

    @Test
    void worksWithAServerThatHasNoCapabilities() throws IOException {
        ScriptedPop3Server server = start(new Without("CAPA"));
        server.deliver(MAIL);
        Pop3Session session = open(password(server, java.util.Optional.empty()), passwordToken())
                .orElseThrow();

        assertThat(text(session.headers(session.list().get(0)))).contains("Subject: Hello");
        assertThat(server.commands()).contains("USER ada", "PASS ****");
    }

    @Test
    void knowsHowLongTheServerWantsToWait() {
        assertThat(open(start(new Offers("LOGIN-DELAY 900 USER"))).loginDelay()).isEqualTo(Duration.ofMinutes(15));
        budget.returnMaildrop();
        assertThat(open(start(new Offers("IMPLEMENTATION Shlemazle-v302"))).serverName())
                .isEqualTo("SHLEMAZLE-V302");
    }
}
