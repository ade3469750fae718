package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentFixture.ADA;
import static io.mailboxconnector.auth.consent.ConsentFixture.CLIENT;
import static io.mailboxconnector.auth.consent.ConsentFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.testkit.oauth.TokenReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consent by a code that is typed in elsewhere (RFC 8628). */
class DeviceFlowTest {

    @TempDir
    private Path directory;

    private final List<Duration> pauses = new ArrayList<>();
    private ConsentFixture fixture;
    private DeviceFlow flow;

    @BeforeEach
    void start() {
        fixture = new ConsentFixture(directory);
        flow = new DeviceFlow(fixture.client(), fixture.http, fixture.clock, length -> {
            pauses.add(length);
            fixture.clock.forward(length);
        });
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void asksAtTheIntervalOfTheServerUntilTheCodeIsEntered() {
        fixture.server.enterDeviceCodesAfter(2);

        DeviceFlow.Started started = flow.begin();
        Consented consented = flow.await(started);

        assertThat(started.userCode()).isEqualTo("ABC-DEF");
        assertThat(started.page()).hasToString(fixture.server.authority(TENANT) + "device");
        assertThat(started.toString()).doesNotContain(started.deviceCode().getValue());
        assertThat(pauses).containsOnly(Duration.ofSeconds(5)).hasSize(3);
        assertThat(fixture.server.accountOf(consented.refreshToken().reveal())).contains(ADA);
        assertThat(consented.owner()).isEqualTo(fixture.owner());
        assertThat(fixture.server.received())
                .allSatisfy(request -> assertThat(request.field("client_id")).isEqualTo(CLIENT));
    }

    @Test
    void asksMoreSlowlyWhenTheServerWantsIt() {
        fixture.server.enterDeviceCodesAfter(0);
        fixture.server.answerNext(1, TokenReply.json(400, "{\"error\":\"slow_down\"}"));

        flow.await(flow.begin());

        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void givesUpWhenTheCodeExpires() {
        assertThatThrownBy(() -> flow.await(flow.begin()))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX11228")
                .hasMessageContaining("15 minutes");
        assertThat(pauses).hasSize(180);
    }

    @Test
    void tellsAConsentThatWasDeclined() {
        fixture.server.decline();

        assertThatThrownBy(() -> flow.await(flow.begin()))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX11228")
                .hasMessageContaining("authorization_declined");
    }

    @Test
    void refusesAnotherAccount() {
        fixture.server.enterDeviceCodesAfter(0);
        fixture.server.signIn("eve@contoso.example");

        assertThatThrownBy(() -> flow.await(flow.begin())).hasMessageStartingWith("MBX11224");
    }

    @Test
    void endsWhenItIsInterrupted() {
        DeviceFlow impatient = new DeviceFlow(fixture.client(), fixture.http, fixture.clock, length -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> impatient.await(impatient.begin()))
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX11232");
        assertThat(Thread.interrupted()).isTrue();
    }
}
