package io.mailboxconnector.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 1939 §3: the end of a multi-line response and the dots that were put in. */
class DotReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "line\r\n",
                ".\r\n",
                "..\r\n",
                "...\r\n.\r\n",
                ".\rx\r\n",
                "a\r\r\n.\r\n",
                "bare\n.\nbare\n.\r\n",
                "\r\n.\r\n\r\n"
            })
    void givesWhatWasStuffed(String content) throws IOException {
        assertThat(read(stuffed(content) + ".\r\n")).isEqualTo(content);
    }

    @Test
    void readsNothingBehindTheEnd() throws IOException {
        assertThat(read("one\r\n.\r\n+OK next")).isEqualTo("one\r\n");
    }

    @Test
    void givesWhateverWasStuffed() throws IOException {
        String signs = ".\r\nab";
        Random random = new Random(1939);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder content = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                content.append(signs.charAt(random.nextInt(signs.length())));
            }
            content.append("\r\n");
            assertThat(read(stuffed(content.toString()) + ".\r\n")).isEqualTo(content.toString());
        }
    }

    private static String stuffed(String content) {
        return content.replaceAll("(?s)(^|\r\n)\\.", "$1..");
    }

    private static String read(String sent) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DotReader reader = new DotReader(content::write);
        byte[] octets = sent.getBytes(StandardCharsets.ISO_8859_1);
        int next = 0;
        while (reader.accept(octets[next])) {
            next++;
        }
        return content.toString(StandardCharsets.ISO_8859_1);
    }
}
