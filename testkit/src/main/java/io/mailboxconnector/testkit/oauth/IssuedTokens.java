package io.mailboxconnector.testkit.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The access tokens of a {@link FakeAuthorizationServer}, and whom they let in. Guarded by the lock of the server. */
final class IssuedTokens {

    private final Clock clock;
    private final Map<String, Instant> ends = new HashMap<>();
    private final Set<String> refusedMailboxes = new HashSet<>();
    private Duration life = Duration.ofMinutes(60);
    private boolean opaque;

    IssuedTokens(Clock clock) {
        this.clock = clock;
    }

    Duration life() {
        return life;
    }

    void setLife(Duration value) {
        life = value;
    }

    void setOpaque(boolean value) {
        opaque = value;
    }

    void refuse(String mailbox) {
        refusedMailboxes.add(mailbox);
    }

    void revokeAll() {
        ends.clear();
    }

    /** A new access token, which lives from now on. */
    String issue(String tenant, String clientId) {
        Instant now = clock.instant();
        return issued(opaque ? FakeToken.opaque() : FakeToken.jwt(tenant, clientId, now, now.plus(life)));
    }

    /** A new access token that nobody can read, as long as Google's for service accounts. */
    String issueLong(String beginning) {
        return issued(beginning + FakeToken.opaque());
    }

    private String issued(String token) {
        Instant now = clock.instant();
        ends.values().removeIf(end -> !now.isBefore(end));
        ends.put(token, now.plus(life));
        return token;
    }

    boolean accepts(String mailbox, String token) {
        @Nullable Instant end = ends.get(token);
        return end != null && clock.instant().isBefore(end) && !refusedMailboxes.contains(mailbox);
    }
}
