package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.limits.Pause;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Consent by a code that is typed in on another device (RFC 8628). Many organisations forbid it, since it is easily misused by
 * strangers; Google does not offer it for mail. So it is the second choice.
 *
 * <p>Safe for use by any number of threads. Failures are those of the API, classified.
 */
public final class DeviceFlow {

    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final ConsentClient client;
    private final ConsentTokens tokens;
    private final Clock clock;
    private final Pause pause;

    /**
     * Prepares it; asks nobody.
     *
     * @param client who asks whom
     * @param http carries the requests
     * @param clock decides when a code has expired
     * @param pause how to wait between two questions
     */
    public DeviceFlow(ConsentClient client, ConsentHttp http, Clock clock, Pause pause) {
        this.client = client;
        this.tokens = new ConsentTokens(client, http, clock);
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * A code that was asked for.
     *
     * @param page where it is to be typed in
     * @param userCode the code
     * @param expiresAt until when
     * @param interval how long to wait between two questions
     * @param deviceCode what we ask with
     */
    public record Started(URI page, String userCode, Instant expiresAt, Duration interval, DeviceCode deviceCode) {

        /** Without the device code, which is a secret. */
        @Override
        public String toString() {
            return "Started[page=" + page + ", expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * Asks for a code.
     *
     * @return the code, to be shown
     */
    public Started begin() {
        URI endpoint = tokens.metadata().device().orElseThrow(() -> MESSAGES.noDeviceCodes(client.server()));
        OAuthAnswer answer = tokens.http()
                .send(new DeviceAuthorizationRequest.Builder(new ClientID(client.clientId()))
                        .scope(tokens.scope())
                        .endpointURI(endpoint)
                        .build()
                        .toHTTPRequest());
        if (answer.error().isPresent()) {
            throw tokens.refused(answer);
        }
        try {
            DeviceAuthorizationSuccessResponse success =
                    DeviceAuthorizationSuccessResponse.parse(JSONObjectUtils.parse(answer.body()));
            return new Started(
                    success.getVerificationURI(),
                    success.getUserCode().getValue(),
                    clock.instant().plusSeconds(success.getLifetime()),
                    Duration.ofSeconds(success.getInterval()),
                    success.getDeviceCode());
        } catch (ParseException e) {
            throw MESSAGES.serverFailed(client.server(), answer.statusCode());
        }
    }

    /**
     * Waits until the code was typed in and somebody consented.
     *
     * @param started the code
     * @return the consent that was given, by the right account
     */
    public Consented await(Started started) {
        Duration interval = started.interval();
        while (clock.instant().isBefore(started.expiresAt())) {
            waitFor(interval);
            OAuthAnswer answer = tokens.ask(new DeviceCodeGrant(started.deviceCode()));
            if (ConsentTokens.isGranted(answer)) {
                return tokens.consented(answer, Optional.empty());
            }
            switch (answer.error().orElse("")) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval = interval.plus(SLOWER);
                default -> throw over(answer);
            }
        }
        throw over(OAuthAnswer.of(new ErrorObject("expired_token", "nobody entered it in time")));
    }

    private RuntimeException over(OAuthAnswer answer) {
        return MESSAGES.deviceOver(tokens.words(answer), tokens.explanation("MBX11228", answer));
    }

    private void waitFor(Duration length) {
        try {
            pause.pause(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MESSAGES.interrupted(e);
        }
    }
}
