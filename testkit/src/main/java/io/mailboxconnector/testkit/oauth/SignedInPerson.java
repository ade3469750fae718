package io.mailboxconnector.testkit.oauth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sits before the browser of a {@link FakeAuthorizationServer}. Guarded by the lock of the server. */
final class SignedInPerson {

    private @Nullable String account;
    private boolean declines;

    void signIn(String value) {
        account = value;
        declines = false;
    }

    void decline() {
        declines = true;
    }

    boolean declines() {
        return declines;
    }

    Optional<String> account() {
        return Optional.ofNullable(account);
    }
}
