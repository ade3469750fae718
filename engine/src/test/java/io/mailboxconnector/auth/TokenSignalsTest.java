package io.mailboxconnector.auth;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.SECRET;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.entra.EntraApplication;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.Sign;
import io.mailboxconnector.fault.signals.WireForm;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of an authorization server, as it comes over HTTP, is classified and explained. */
class TokenSignalsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final KnownValues VALUES =
            KnownValues.NONE.with(Placeholder.CLIENT_ID, Accounts.CLIENT).with(Placeholder.TENANT_ID, Accounts.TENANT);

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Wire wire = new Wire(clock);
    private final TokenHttp http = new TokenHttp(wire);
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server(), clock, 0);
    }

    @AfterEach
    void stop() {
        http.close();
        wire.close();
        server.close();
    }

    /** By AADSTS number: the {@code error} field that Entra sends with it decides the code. */
    static List<WireForm> numbered() {
        return List.of(
                new WireForm(1, "401 invalid_client", "MBX11001", SECRET),
                new WireForm(2, "401 invalid_client", "MBX11001", SECRET),
                new WireForm(3, "400 unauthorized_client", "MBX11001", CONFIGURATION),
                new WireForm(4, "400 invalid_request", "MBX11002", CONFIGURATION),
                new WireForm(5, "401 invalid_client", "MBX11001", SECRET),
                new WireForm(6, "401 invalid_client", "MBX11001", SECRET),
                new WireForm(7, "401 invalid_client", "MBX11001", CONFIGURATION),
                new WireForm(8, "401 invalid_client", "MBX11001", CONFIGURATION),
                new WireForm(9, "400 unauthorized_client", "MBX11001", CONFIGURATION),
                new WireForm(10, "400 invalid_grant", "MBX11001", CONFIGURATION),
                new WireForm(11, "400 invalid_client", "MBX11001", CONFIGURATION),
                new WireForm(12, "400 invalid_resource", "MBX11002", CONFIGURATION),
                new WireForm(13, "400 invalid_scope", "MBX11002", CONFIGURATION),
                new WireForm(14, "400 invalid_request", "MBX11002", CONFIGURATION),
                new WireForm(15, "400 invalid_request", "MBX11002", CONFIGURATION),
                new WireForm(16, "400 invalid_grant", "MBX11001", CONSENT),
                new WireForm(17, "400 invalid_grant", "MBX11001", CONSENT),
                new WireForm(18, "400 invalid_grant", "MBX11001", CONSENT),
                new WireForm(19, "400 invalid_grant", "MBX11001", CONSENT),
                new WireForm(20, "400 invalid_grant", "MBX11001", CONSENT),
                new WireForm(21, "400 interaction_required", "MBX11001", CONFIGURATION),
                new WireForm(22, "400 access_denied", "MBX11001", CONFIGURATION),
                new WireForm(23, "400 invalid_grant", "MBX11001", CONFIGURATION),
                new WireForm(24, "400 invalid_grant", "MBX11001", CONFIGURATION),
                new WireForm(25, "400 invalid_request", "MBX11002", CONFIGURATION),
                new WireForm(26, "400 invalid_request", "MBX11002", CONFIGURATION),
                new WireForm(27, "400 invalid_request", "MBX11002", CONFIGURATION),
                new WireForm(28, "400 invalid_grant", "MBX11001", WAIT),
                new WireForm(29, "400 invalid_grant", "MBX11001", WAIT),
                new WireForm(30, "400 invalid_grant", "MBX11001", CONSENT));
    }

    /** By the fields of RFC 6749 and the words beside them. */
    static List<WireForm> worded() {
        return List.of(
                new WireForm(51, "400 invalid_grant Token has been expired or revoked.", "MBX11001", CONSENT),
                new WireForm(51, "400 invalid_grant Bad Request", "MBX11001", CONSENT),
                new WireForm(
                        52,
                        "400 invalid_grant Invalid JWT: Token must be a short-lived token (60 minutes)",
                        "MBX11001",
                        CONFIGURATION),
                new WireForm(53, "400 invalid_grant Invalid email or User ID", "MBX11001", CONFIGURATION),
                new WireForm(
                        54,
                        "401 unauthorized_client Client is unauthorized to retrieve access tokens using this method,"
                                + " or client not authorized for any of the scopes requested.",
                        "MBX11001",
                        CONFIGURATION),
                new WireForm(55, "400 redirect_uri_mismatch Bad Request", "MBX11001", CONFIGURATION),
                new WireForm(55, "400 admin_policy_enforced no", "MBX11001", CONFIGURATION),
                new WireForm(55, "400 org_internal no", "MBX11001", CONFIGURATION),
                new WireForm(55, "400 invalid_scope Some: [offline_access]", "MBX11002", CONFIGURATION),
                new WireForm(73, "401 invalid_client no", "MBX11001", SECRET),
                new WireForm(74, "400 unauthorized_client no", "MBX11001", CONFIGURATION),
                new WireForm(75, "400 invalid_scope no", "MBX11002", CONFIGURATION),
                new WireForm(76, "400 unsupported_grant_type no", "MBX11002", CONFIGURATION),
                new WireForm(77, "400 invalid_grant no", "MBX11001", CONSENT),
                new WireForm(78, "400 interaction_required no", "MBX11001", CONSENT),
                new WireForm(103, "400 expired_token no", "MBX11001", CONSENT),
                new WireForm(79, "403 access_denied no", "MBX11001", CONFIGURATION));
    }

    /** What passes, or is no answer of an authorization server: its message has its own words. */
    static List<WireForm> unworded() {
        return List.of(
                new WireForm(28, "429 temporarily_unavailable AADSTS90055: Too many requests.", "MBX11003", WAIT),
                new WireForm(29, "503 temporarily_unavailable AADSTS90033: A transient error.", "MBX11004", WAIT),
                new WireForm(80, "400 temporarily_unavailable no", "MBX11004", WAIT),
                new WireForm(80, "500 server_error no", "MBX11004", WAIT),
                new WireForm(81, "429 slow_down no", "MBX11003", WAIT),
                new WireForm(31, "<html>", "MBX11005", CONFIGURATION));
    }

    @ParameterizedTest
    @MethodSource("numbered")
    void explainsMicrosoftsNumbers(WireForm form) {
        for (Sign sign : form.signal().signs()) {
            int number = ((Sign.Aadsts) sign).number();
            String[] parts = form.wire().split(" ");
            MailboxException failure = failure(
                    TokenReply.entraError(Integer.parseInt(parts[0]), parts[1], number, "Something went wrong."));
            form.assertExplainedBy(failure, VALUES);
            assertThat(failure).hasMessageContaining("AADSTS" + number);
        }
    }

    @ParameterizedTest
    @MethodSource("worded")
    void explainsFieldsAndWords(WireForm form) {
        form.assertExplainedBy(failure(reply(form.wire())), VALUES);
    }

    @ParameterizedTest
    @MethodSource("unworded")
    void classifiesWhatPassesAndWhatIsNoAnswer(WireForm form) {
        MailboxException failure = failure(form.wire().equals("<html>") ? TokenReply.html(407) : reply(form.wire()));
        assertThat(form.signal().codes()).contains(failure.code());
        assertThat(failure.code()).isEqualTo(form.code());
        assertThat(form.signal().category()).isEqualTo(form.category());
    }

    @Test
    void coversEverySignal() {
        WireForm.assertComplete(
                Phase.TOKEN,
                Stream.of(numbered(), worded(), unworded())
                        .flatMap(List::stream)
                        .toList());
    }

    private static TokenReply reply(String wire) {
        String[] parts = wire.split(" ", 3);
        return TokenReply.json(
                Integer.parseInt(parts[0]),
                "{\"error\":\"" + parts[1] + "\",\"error_description\":\"" + parts[2] + "\"}");
    }

    private MailboxException failure(TokenReply reply) {
        server.answerNext(1, reply);
        EntraApplication source = new EntraApplication(
                Accounts.client(server.authority(Accounts.TENANT), Accounts.SECRET)
                        .client(),
                http,
                new TokenHttp.Route(
                        Accounts.trust(CERTIFICATES.writeAuthorityPem(directory)), Optional.empty(), Optional.empty()),
                clock);
        return catchThrowableOfType(TokenRequestFailed.class, source::obtain).failure();
    }
}
