package io.mailboxconnector.auth.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import io.mailboxconnector.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 7628 and XOAUTH2, byte by byte. */
class TokenSaslClientTest {

    private static final String JSON = "{\"status\":\"invalid_token\"}";

    @Test
    void presentsATokenByXoauth2AndAnswersARefusalByAnEmptyLine() {
        TokenSaslClient client = client(SaslMechanism.XOAUTH2, "desk@example.com");

        assertThat(text(client.evaluateChallenge(new byte[0])))
                .isEqualTo("user=desk@example.com\u0001auth=Bearer t0ken\u0001\u0001");
        assertThat(client.isComplete()).isFalse();
        assertThat(client.evaluateChallenge(JSON.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(client.refusal()).contains(JSON);
    }

    @Test
    void presentsATokenByOauthbearerAndAnswersARefusalByOne() {
        TokenSaslClient client = client(SaslMechanism.OAUTHBEARER, "a,b=c@example.com");

        assertThat(text(client.evaluateChallenge(new byte[0])))
                .isEqualTo("n,a=a=2Cb=3Dc@example.com,\u0001host=mail.example.com\u0001port=993\u0001"
                        + "auth=Bearer t0ken\u0001\u0001");
        assertThat(client.evaluateChallenge(JSON.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(1);
        assertThat(client.refusal()).contains(JSON);
        assertThat(client.toString()).doesNotContain("t0ken");
    }

    @Test
    void choosesWhatIsAskedForElseTheFirstThatIsOffered() {
        LoginOptions standard = new LoginOptions(Optional.of(SaslMechanism.OAUTHBEARER), false, Optional.empty());

        assertThat(MechanismChoice.forToken(LoginOptions.DEFAULT, Set.of("OAUTHBEARER", "XOAUTH2")::contains))
                .contains(SaslMechanism.XOAUTH2);
        assertThat(MechanismChoice.forToken(LoginOptions.DEFAULT, Set.of("OAUTHBEARER", "PLAIN")::contains))
                .contains(SaslMechanism.OAUTHBEARER);
        assertThat(MechanismChoice.forToken(standard, Set.of("OAUTHBEARER", "XOAUTH2")::contains))
                .contains(SaslMechanism.OAUTHBEARER);
        assertThat(MechanismChoice.forToken(standard, Set.of("XOAUTH2")::contains))
                .isEmpty();
        assertThat(MechanismChoice.forPassword(LoginOptions.DEFAULT)).isEqualTo("PLAIN LOGIN");
    }

    private static TokenSaslClient client(SaslMechanism mechanism, String user) {
        return new TokenSaslClient(mechanism, user, "mail.example.com", 993, Secret.of("t0ken"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
