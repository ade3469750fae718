package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.imap.NeverAnswersDone;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over TLS, from the first byte and after STARTTLS. */
@Timeout(60)
class ImapTlsTest extends SessionTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private Trust trust = Trust.JVM_DEFAULT;

    @BeforeEach
    void writeTrust(@TempDir Path directory) {
        trust = new Trust(Optional.of(CERTIFICATES.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
    }

    @Test
    void worksOverImplicitTls() {
        ScriptedImapServer server = closing(ScriptedImapServer.startTls(CERTIFICATES.server()));

        idlesAndSearches(server, TlsMode.IMPLICIT);
    }

    @Test
    void worksAfterStartTls() {
        ScriptedImapServer server = closing(ScriptedImapServer.startWithStartTls(CERTIFICATES.server()));

        idlesAndSearches(server, TlsMode.STARTTLS);
        assertThat(server.commands()).startsWith("STARTTLS", "CAPABILITY", "AUTHENTICATE XOAUTH2 ****");
    }

    @Test
    void endsAnUnansweredDoneOverTls() {
        ScriptedImapServer server = closing(ScriptedImapServer.startTls(CERTIFICATES.server(), new NeverAnswersDone()));
        ImapSession session = open(server, TlsMode.IMPLICIT, trust);
        session.select("INBOX");

        assertThatThrownBy(() -> session.idle(Duration.ofMillis(100))).isInstanceOf(ConnectionLost.class);
    }

    @Test
    void refusesACertificateThatIsNotTrusted() {
        ScriptedImapServer server = closing(ScriptedImapServer.startTls(CERTIFICATES.server()));

        assertThatThrownBy(() -> open(server, TlsMode.IMPLICIT, Trust.JVM_DEFAULT))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12008");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void refusesACertificateForAnotherName() {
        ScriptedImapServer implicit = closing(ScriptedImapServer.startTls(CERTIFICATES.serverForOtherName()));
        ScriptedImapServer later = closing(ScriptedImapServer.startWithStartTls(CERTIFICATES.serverForOtherName()));

        assertThatThrownBy(() -> open(implicit, TlsMode.IMPLICIT, trust))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12009");
        assertThatThrownBy(() -> open(later, TlsMode.STARTTLS, trust))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12009");
        assertThat(later.commands()).containsExactly("STARTTLS");
    }

    @Test
    void saysWhenAPlainPortIsTakenForTls() {
        ScriptedImapServer server = start();

        assertThatThrownBy(() -> open(server, TlsMode.IMPLICIT, trust))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12012");
    }

    private void idlesAndSearches(ScriptedImapServer server, TlsMode tls) {
        ImapSession session = open(server, tls, trust);
        session.select("INBOX");
        CompletableFuture<Long> delivery = CompletableFuture.supplyAsync(() -> {
            await().until(() -> server.idleConnections() == 1);
            return server.deliver(MAIL);
        });

        assertThat(session.idle(Duration.ofSeconds(20))).isEqualTo(IdleOutcome.CHANGED);
        assertThat(session.idle(Duration.ofMillis(50))).isEqualTo(IdleOutcome.TIMED_OUT);
        assertThat(session.search("ALL").uids()).containsExactly(delivery.join());
        session.close();
        assertThat(server.commands("LOGOUT")).hasSize(1);
    }

    private ImapSession open(ScriptedImapServer server, TlsMode tls, Trust trusted) {
        return open(TestAccounts.oauth(server.port(), tls, trusted), TestAccounts.token("token-1"));
    }
}
