package io.mailboxconnector.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginEchoTest {

    private static final String TOKEN = "eyJ0eXAiOiJKV1QifQ." + "eyJhdWQi".repeat(20) + ".c2lnbmF0dXJl";

    private final LoginEcho echo = new LoginEcho("s3cret");

    @Test
    void masksTheSecretItself() {
        assertThat(echo.masked("BAD LOGIN ada \"s3cret\" not now")).isEqualTo("BAD LOGIN ada \"…\" not now");
    }

    @Test
    void masksBase64ThatHasTheSecretInside() {
        assertThat(echo.masked("BAD " + base64("\u0000ada\u0000s3cret"))).isEqualTo("BAD …");
        assertThat(echo.masked("BAD " + base64("s3cret") + " what")).isEqualTo("BAD … what");
    }

    @Test
    void masksLongRunsWhateverTheSecretIs() {
        LoginEcho unknowing = new LoginEcho("");
        String proof = base64("user=ada@contoso.example\u0001auth=Bearer " + TOKEN + "\u0001\u0001");

        assertThat(unknowing.masked("BAD AUTHENTICATE XOAUTH2 " + proof)).isEqualTo("BAD AUTHENTICATE XOAUTH2 …");
        assertThat(unknowing.masked("BAD " + proof.substring(0, 60))).isEqualTo("BAD …");
        assertThat(unknowing.masked("NO Bearer " + TOKEN)).isEqualTo("NO Bearer eyJ0eXAiOiJKV1QifQ.…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833",
                "{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}",
                "535 5.7.139 Authentication unsuccessful [BL1PR13CA0007.namprd13.prod.outlook.com]",
                "Trace ID: 1b4e28ba-2fa1-11d2-883f-0016d3cca427"
            })
    void leavesTheWordsOfServersAlone(String words) {
        assertThat(echo.masked(words)).isEqualTo(words);
        assertThat(new LoginEcho("").masked(words)).isEqualTo(words);
    }

    @Test
    void replacesAFailureOnlyWhenItTells() {
        Exception harmless = new IllegalStateException("no", new IllegalArgumentException("go away"));
        Exception telling = new IllegalStateException("no", new IllegalArgumentException("go away s3cret"));

        assertThat(echo.masked(harmless)).isSameAs(harmless);
        assertThat(echo.masked(telling)).hasNoCause().hasMessageContaining("IllegalStateException: no");
        assertThat(echo.masked(telling).getStackTrace()).isEqualTo(telling.getStackTrace());
    }

    @Test
    void countsNothingAsEmpty() {
        assertThat(echo.masked((String) null)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
