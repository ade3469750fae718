package io.mailboxconnector.imap;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.WireForm;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.SaysGoodbye;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of an IMAP server, as it comes over the wire, is classified and explained. */
class ImapSignalsTest extends SessionTest {

    static List<WireForm> refusedTokens() {
        return List.of(
                new WireForm(32, "NO AUTHENTICATE failed.", "MBX13001", CONFIGURATION),
                new WireForm(33, "BAD User is authenticated but not connected.", "MBX13003", CONFIGURATION),
                new WireForm(34, "NO Basic authentication is disabled.", "MBX13004", CONFIGURATION),
                new WireForm(
                        36, "BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds", "MBX13008", WAIT),
                new WireForm(36, "NO Server Unavailable. 15", "MBX13006", WAIT),
                new WireForm(56, "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", "MBX13001", CONSENT),
                new WireForm(
                        57,
                        "NO [ALERT] Application-specific password required: https://support.example.com (Failure)",
                        "MBX13005",
                        CONFIGURATION),
                new WireForm(
                        58,
                        "NO [ALERT] Please log in via your web browser: https://support.example.com (Failure)",
                        "MBX13001",
                        CONFIGURATION),
                new WireForm(58, "NO [WEBALERT https://example.com] Web login required.", "MBX13001", CONFIGURATION),
                new WireForm(59, "NO [ALERT] Too many simultaneous connections. (Failure)", "MBX13007", WAIT),
                new WireForm(
                        60, "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)", "MBX13007", WAIT),
                new WireForm(66, "NO [CANNOT] Authentication mechanism not supported", "MBX13001", CONFIGURATION),
                new WireForm(66, "BAD [CLIENTBUG] AUTHENTICATE Command syntax error", "MBX13001", CONFIGURATION),
                new WireForm(
                        67,
                        "NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded"
                                + " (mail_max_userip_connections=10)",
                        "MBX13007",
                        WAIT),
                new WireForm(
                        68,
                        "NO [AUTHENTICATIONFAILED] {\"status\":\"invalid_token\",\"scope\":\"mail\"}",
                        "MBX13001",
                        CONFIGURATION));
    }

    static List<WireForm> refusedPasswords() {
        return List.of(
                new WireForm(34, "NO LOGIN failed.", "MBX13002", CONFIGURATION),
                new WireForm(65, "NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials", "MBX13002", CONFIGURATION));
    }

    static List<WireForm> goodbyes() {
        return List.of(
                new WireForm(35, "Session invalidated - AccessTokenExpired", "MBX13014", WAIT),
                new WireForm(36, "Connection closed. 14", "MBX13013", WAIT));
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void explainsRefusedTokens(WireForm form) {
        ScriptedImapServer server = start(new Answers("AUTHENTICATE", form.wire()));
        form.assertExplainedBy(failure(() -> open(server)), values(server));
    }

    @ParameterizedTest
    @MethodSource("refusedPasswords")
    void explainsRefusedPasswords(WireForm form) {
        ScriptedImapServer server = start(new Without("AUTH=PLAIN"), new Answers("LOGIN", form.wire()));
        form.assertExplainedBy(
                failure(() -> open(
                        TestAccounts.password(server.port(), "ada", "s3cret"), TestAccounts.passwordToken("s3cret"))),
                values(server));
    }

    @ParameterizedTest
    @MethodSource("goodbyes")
    void classifiesGoodbyes(WireForm form) {
        ImapSession session = openInbox(start(new SaysGoodbye("UID SEARCH", form.wire())));
        MailboxException failure = failure(() -> session.search("ALL"));
        assertThat(failure.code()).isEqualTo(form.code()).isIn(form.signal().codes());
        assertThat(form.signal().category()).isEqualTo(form.category());
    }

    @Test
    void coversEverySignal() {
        WireForm.assertComplete(
                Phase.IMAP,
                Stream.of(refusedTokens(), refusedPasswords(), goodbyes())
                        .flatMap(List::stream)
                        .toList());
    }

    private static KnownValues values(ScriptedImapServer server) {
        return KnownValues.NONE
                .with(Placeholder.MAILBOX, TestAccounts.MAILBOX)
                .with(Placeholder.SERVER, "127.0.0.1:" + server.port());
    }

    private static MailboxException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MailboxException.class, call);
    }
}
