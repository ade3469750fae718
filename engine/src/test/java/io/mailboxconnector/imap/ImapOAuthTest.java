package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.auth.InMemoryRefreshTokens;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.imap.Offers;
import io.mailboxconnector.testkit.imap.RejectsTokenOnce;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.wire.Opening;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with real tokens of an authorization server. */
class ImapOAuthTest extends SessionTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private FakeAuthorizationServer authority;
    private TokenManager tokens;
    private Trust trust;

    @BeforeEach
    void startAuthority(@TempDir Path directory) {
        authority = closing(FakeAuthorizationServer.start(CERTIFICATES.server()));
        authority.registerClient("tenant", "client", "s3cret");
        tokens = closing(new TokenManager(
                Clock.systemUTC(),
                wire,
                new TokenSources(Clock.systemUTC(), wire, store -> new InMemoryRefreshTokens())));
        trust = new Trust(Optional.of(CERTIFICATES.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
    }

    @Test
    void logsInWithATokenAndReusesIt() {
        ScriptedImapServer server = start();
        server.acceptLogins(authority::accepts);

        ImapSession session = closing(ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool));
        closing(ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool));

        assertThat(session.tokenExpiresAt()).isAfter(Clock.systemUTC().instant());
        assertThat(authority.requests()).isEqualTo(1);
    }

    @Test
    void replacesARevokedTokenOnce() {
        ScriptedImapServer server = start();
        server.acceptLogins(authority::accepts);
        closing(ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool));

        authority.revokeAll();
        closing(ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool));

        assertThat(authority.requests()).isEqualTo(2);
        assertThat(server.commands("AUTHENTICATE")).hasSize(3);
    }

    @Test
    void givesUpWhenTheOtherTokenIsRefusedToo() {
        ScriptedImapServer server = start();
        server.acceptLogins((user, token) -> false);

        assertThatThrownBy(() -> ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX13001");
        assertThat(server.acceptedConnections()).isEqualTo(2);
        assertThat(authority.requests()).isEqualTo(2);
    }

    @Test
    void logsInByOauthbearerWhereThatIsWhatTheServerOffers() {
        ScriptedImapServer server = start(new Without("AUTH=XOAUTH2"), new Offers("AUTH=OAUTHBEARER"));
        server.acceptLogins(authority::accepts);

        closing(ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool));

        assertThat(server.commands("AUTHENTICATE")).singleElement(STRING).contains("OAUTHBEARER");
    }

    @Test
    void answersARefusalByOauthbearerAsTheStandardHasItAndTriesAnotherToken() {
        ScriptedImapServer server =
                start(new Without("AUTH=XOAUTH2"), new Offers("AUTH=OAUTHBEARER"), new RejectsTokenOnce());
        server.acceptLogins(authority::accepts);

        closing(ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool));

        assertThat(server.commands("AUTHENTICATE")).hasSize(2);
        assertThat(authority.requests()).isEqualTo(2);
    }

    @Test
    void keepsWhatTheServerSaysOfATokenByOauthbearer() {
        ScriptedImapServer server =
                start(new Without("AUTH=XOAUTH2"), new Offers("AUTH=OAUTHBEARER"), new RejectsTokenOnce(2));

        assertThatThrownBy(() -> ImapSession.open(account(server), tokens, wire, budget, new Opening(), spool))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX13001")
                .hasMessageContaining("https://mail.example.com/");
    }

    private AccountSettings account(ScriptedImapServer server) {
        AccountSettings plain = TestAccounts.oauth(server.port(), TlsMode.NONE, trust);
        Authentication authentication = Authentication.clientSecret(
                authority.authority("tenant"), "client", "s3cret", "https://outlook.office365.com/.default");
        return new AccountSettings(
                plain.provider(), plain.mailbox(), authentication, plain.imap(), plain.smtp(), trust, plain.timeouts());
    }
}
