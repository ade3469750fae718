package io.mailboxconnector.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTextTest {

    @Test
    void joinsLinesAndDropsControlCharacters() {
        assertThat(ServerText.clean("NO\r\n\tgo  away\u0000\u001b[31m\u2028now\u200b!"))
                .isEqualTo("NO go away [31m now !");
    }

    @Test
    void shortensToTheLimitWithoutCuttingACharacterInTwo() {
        assertThat(ServerText.clean("x".repeat(5_000))).hasSize(300).endsWith("x…");
        String cut = ServerText.clean("x".repeat(298) + "\uD83D\uDE00".repeat(10));
        assertThat(cut).hasSizeLessThanOrEqualTo(300).endsWith("…");
        assertThat(cut.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
        assertThat(ServerText.clean("y".repeat(300))).isEqualTo("y".repeat(300));
    }

    @Test
    void leavesTheFullStopToTheSentenceAroundIt() {
        assertThat(ServerText.clean("Authentication failed.\r\n")).isEqualTo("Authentication failed");
        assertThat(ServerText.clean("Wait ...")).isEqualTo("Wait");
        assertThat(ServerText.clean("5.7.3 Why? See example.com/a.b")).isEqualTo("5.7.3 Why? See example.com/a.b");
        assertThat(ServerText.oneLine("\tsomebody@example.com. ")).isEqualTo("somebody@example.com.");
    }

    @Test
    void countsNothingAsEmpty() {
        assertThat(ServerText.clean(null)).isEmpty();
        assertThat(ServerText.clean(" \r\n ")).isEmpty();
    }
}
