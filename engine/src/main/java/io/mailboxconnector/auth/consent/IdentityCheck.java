package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.mailboxconnector.fault.ServerText;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who consented, by the identity token (OpenID Connect Core 1.0 §3.1.3.7). It came from the token endpoint itself, over a TLS
 * connection whose certificate was checked: that stands for the check of its signature (step 6).
 *
 * <p>Immutable.
 */
final class IdentityCheck {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
    private static final List<String> NAMES = List.of("preferred_username", "email", "upn");

    private final ConsentClient client;
    private final ServerMetadata metadata;
    private final Clock clock;

    IdentityCheck(ConsentClient client, ServerMetadata metadata, Clock clock) {
        this.client = client;
        this.metadata = metadata;
        this.clock = clock;
    }

    /** The account, which is the expected one. The nonce is empty for a device code, which has none. */
    String account(Optional<String> token, Optional<String> nonce) {
        JWTClaimsSet claims = claims(token);
        String problem = problem(claims, nonce);
        if (!problem.isEmpty()) {
            throw MESSAGES.foreign("its identity token has " + problem);
        }
        List<String> accounts = names(claims);
        if (accounts.isEmpty()) {
            throw MESSAGES.noIdentity(client.server(), "the identity token has none of " + String.join(", ", NAMES));
        }
        return accounts.stream()
                .filter(account -> account.equalsIgnoreCase(client.account()))
                .findFirst()
                .orElseThrow(() -> MESSAGES.otherAccount(ServerText.oneLine(accounts.get(0)), client.account()));
    }

    private JWTClaimsSet claims(Optional<String> token) {
        String text = token.orElseThrow(() -> MESSAGES.noIdentity(client.server(), "no identity token"));
        try {
            return Objects.requireNonNull(JWTParser.parse(text).getJWTClaimsSet(), "claims");
        } catch (ParseException | NullPointerException e) {
            throw MESSAGES.noIdentity(client.server(), "an identity token that cannot be read");
        }
    }

    private String problem(JWTClaimsSet claims, Optional<String> nonce) {
        Instant now = clock.instant();
        if (!isIssuer(claims)) {
            return "another issuer, " + ServerText.oneLine(claims.getIssuer());
        }
        if (!claims.getAudience().contains(client.clientId())) {
            return "another audience";
        }
        if (claims.getExpirationTime() == null
                || claims.getExpirationTime().toInstant().plus(CLOCK_SKEW).isBefore(now)) {
            return "expired; check the clock of this machine";
        }
        boolean sameNonce = nonce.isEmpty() || nonce.get().equals(claims.getClaim("nonce"));
        return sameNonce ? "" : "another nonce";
    }

    /** Entra's issuer for several tenants has a place for the tenant's id (Microsoft's own extension). */
    private boolean isIssuer(JWTClaimsSet claims) {
        String tenant = String.valueOf(claims.getClaim("tid"));
        return metadata.issuer().replace("{tenantid}", tenant).equals(claims.getIssuer());
    }

    private static List<String> names(JWTClaimsSet claims) {
        return NAMES.stream()
                .map(claims::getClaim)
                .flatMap(claim -> claim instanceof String name && !name.isBlank() ? Stream.of(name) : Stream.empty())
                .toList();
    }
}
