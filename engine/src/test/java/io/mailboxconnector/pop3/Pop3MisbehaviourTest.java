package io.mailboxconnector.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.testkit.pop3.Drops;
import io.mailboxconnector.testkit.pop3.FallsSilent;
import io.mailboxconnector.testkit.pop3.Pop3Behaviour;
import io.mailboxconnector.testkit.pop3.Refuses;
import io.mailboxconnector.testkit.pop3.RemovesWithoutAnswer;
import io.mailboxconnector.testkit.pop3.Resets;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import io.mailboxconnector.testkit.pop3.SendsDropByDrop;
import io.mailboxconnector.testkit.pop3.SendsHalfAMail;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that fall silent, break off or talk nonsense: classified, bounded, and nothing is removed. */
@Timeout(30)
class Pop3MisbehaviourTest extends Pop3Fixture {

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "CAPA", "AUTH", "STAT", "UIDL", "LIST", "RETR", "DELE", "QUIT"})
    void noSilenceHoldsItUp(String step) {
        assertThatThrownBy(() -> wholeSession(new FallsSilent(step))).isInstanceOf(MailboxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "CAPA", "AUTH", "STAT", "UIDL", "LIST", "RETR", "DELE", "QUIT"})
    void aResetIsNoRefusal(String step) {
        ScriptedPop3Server server = start(new Resets(step));
        server.deliver(MAIL);

        assertThatThrownBy(() -> wholeSession(server))
                .isInstanceOf(MailboxException.class)
                .isNotInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX12");
        assertThat(server.mails()).hasSize(1);
        assertThat(budget.takeMaildrop()).as("the maildrop is given back").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPA", "UIDL", "RETR"})
    void aDripIsNoAnswer(String step) {
        assertThatThrownBy(() -> wholeSession(new SendsDropByDrop(step)))
                .isInstanceOf(MailboxException.class)
                .hasMessageContaining("timed out");
    }

    @Test
    void halfAMailIsNone() {
        ScriptedPop3Server server = start(new SendsHalfAMail());
        server.deliver(MAIL);

        assertThatThrownBy(() -> wholeSession(server)).isInstanceOf(ConnectionLost.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void theFileOfHalfABigMailIsDeleted() {
        ScriptedPop3Server server = start(new SendsHalfAMail());
        server.deliver(MAIL);
        Pop3Session session = open(server);
        List<ListedMail> mails = session.list();

        assertThatThrownBy(() -> session.retrieve(mails.get(0), 1)).isInstanceOf(ConnectionLost.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aRefusalLeavesTheSessionUsable() {
        ScriptedPop3Server server = start(new Refuses("RETR 1", "-ERR no such message"));
        server.deliver(MAIL);
        server.deliver(MAIL);
        Pop3Session session = open(server);
        List<ListedMail> mails = session.list();

        assertThatThrownBy(() -> session.retrieve(mails.get(0), 1_000))
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX18007");
        assertThat(session.retrieve(mails.get(1), 1_000).size()).isEqualTo(MAIL.length());
    }

    @Test
    void nonsenseIsNoAnswer() {
        assertThatThrownBy(() -> wholeSession(new Refuses("STAT", "220 this is not POP3")))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageStartingWith("MBX18012");
        assertThatThrownBy(() -> wholeSession(new Refuses("LIST", "+OK\r\nabc\r\n.")))
                .isInstanceOf(ConnectionLost.class)
                .hasMessageStartingWith("MBX18012");
    }

    @Test
    void aBreakBeforeTheAnswerToQuitIsTold() {
        ScriptedPop3Server removed = start(new RemovesWithoutAnswer());
        removed.deliver(MAIL);
        assertThatThrownBy(() -> wholeSession(removed)).isInstanceOf(ConnectionLost.class);
        assertThat(removed.mails()).isEmpty();

        ScriptedPop3Server kept = start(new Drops("QUIT"));
        kept.deliver(MAIL);
        assertThatThrownBy(() -> wholeSession(kept)).isInstanceOf(ConnectionLost.class);
        assertThat(kept.mails()).hasSize(1);
    }

    @Test
    void anotherThreadEndsAWait() throws InterruptedException {
        ScriptedPop3Server server = start(new FallsSilent("RETR"));
        server.deliver(MAIL);
        Pop3Session session = open(server);
        List<ListedMail> mails = session.list();
        Thread aborter = new Thread(() -> {
            while (server.commands("RETR").isEmpty()) {
                Thread.onSpinWait();
            }
            session.abort();
        });
        aborter.start();

        assertThatThrownBy(() -> session.retrieve(mails.get(0), 1_000)).isInstanceOf(ConnectionLost.class);
        aborter.join(Duration.ofSeconds(5).toMillis());
    }

    @Test
    void aSessionThatIsOverSaysSo() {
        Pop3Session session = open(start());
        session.quit();

        assertThatThrownBy(session::list).hasMessageStartingWith("MBX18018");
    }

    private void wholeSession(Pop3Behaviour behaviour) {
        ScriptedPop3Server server = start(behaviour);
        server.deliver(MAIL);
        wholeSession(server);
    }

    private void wholeSession(ScriptedPop3Server server) {
        try (Pop3Session session = open(server)) {
            List<ListedMail> mails = session.list();
            mails.forEach(mail -> session.retrieve(mail, 1_000).close());
            session.markDeleted(mails);
            session.quit();
        }
    }

    private String[] files() {
        File[] directories = spoolParent.toFile().listFiles(File::isDirectory);
        return directories == null || directories.length == 0 ? new String[0] : directories[0].list();
    }
}
