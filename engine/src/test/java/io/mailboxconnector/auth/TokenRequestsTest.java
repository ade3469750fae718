package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.auth.TokenRequestFailed.Consequence;
import org.junit.jupiter.api.Test;

/** What is made of a source that refuses or breaks. */
class TokenRequestsTest {

    private final BrokenSource source = new BrokenSource();
    private final TokenRequests requests = new TokenRequests("client app", source, new MovableClock());

    @Test
    void aDefectIsAPassingFailureWhereverItIs() {
        source.defect = "while it asks";
        assertThat(failure().failure()).hasMessageStartingWith("MBX11013");
        assertThat(failure().consequence()).isEqualTo(Consequence.ASK_LATER);

        source.defect = "while it looks at its secret";
        assertThat(failure().failure()).hasMessageStartingWith("MBX11013");
    }

    @Test
    void aSecretThatWasChangedAfterItsRefusalIsTriedAtOnceAndOnce() {
        failure();
        assertThat(requests.hasOtherCredentials()).isFalse();
        source.secret = "second";
        assertThat(requests.hasOtherCredentials()).isTrue();

        source.defect = "while it asks";
        failure();
        assertThat(requests.hasOtherCredentials()).isFalse();
    }

    private TokenRequestFailed failure() {
        TokenRequestFailed failed = catchThrowableOfType(TokenRequestFailed.class, requests::ask);
        assertThat(failed).isNotNull();
        return failed;
    }

    /** Refuses every secret, and has the defect that is wanted. */
    private static final class BrokenSource implements TokenSource {

        private String secret = "first";
        private String defect = "";

        @Override
        public Token obtain() throws TokenRequestFailed {
            if (defect.equals("while it asks")) {
                throw new IllegalStateException(defect);
            }
            throw TokenRequestFailed.refused(new AuthenticationFailed("MBX11001: refused", null));
        }

        @Override
        public Object credentials() {
            if (defect.equals("while it looks at its secret")) {
                throw new IllegalStateException(defect);
            }
            return secret;
        }
    }
}
