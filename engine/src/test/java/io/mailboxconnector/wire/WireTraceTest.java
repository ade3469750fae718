package io.mailboxconnector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watched dialogue tells, and what it does not. */
class WireTraceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A1 AUTHENTICATE XOAUTH2 c2VzYW1lLXNlc2FtZQ==",
                "A1 LOGIN desk@example.com sesame",
                "AUTH PLAIN AHNlc2FtZQ==sesame",
                "PASS sesame",
                "user=desk\u0001auth=Bearer sesame\u0001\u0001",
                "grant_type=x&client_secret=sesame&scope=y",
                "{\"access_token\":\"sesame\",\"x\":1}",
                "Authorization: Bearer sesame",
                "334 c2VzYW1lLXNlc2FtZS1zZXNhbWU=",
                "c2VzYW1lLXNlc2FtZS1zZXNhbWU="
            })
    void masksWhatProvesAnIdentity(String line) {
        assertThat(WireTrace.redacted(line)).contains("********").doesNotContain("sesame", "c2VzYW1l");
    }

    @Test
    void leavesTheRestAlone() {
        assertThat(WireTrace.redacted("A7 UID FETCH 1:* (FLAGS)")).isEqualTo("A7 UID FETCH 1:* (FLAGS)");
        assertThat(WireTrace.redacted("A1 OK LOGIN completed")).isEqualTo("A1 OK LOGIN completed");
        assertThat(WireTrace.redacted("250-AUTH XOAUTH2 PLAIN")).isEqualTo("250-AUTH XOAUTH2 PLAIN");
    }
}
