package io.mailboxconnector.sample.helpdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The header that makes a browser save a file (RFC 6266). */
class DispositionTest {

    @Test
    void namesPlainFilesTwice() {
        assertThat(Disposition.attachment("report 1.pdf"))
                .isEqualTo("attachment; filename=\"report 1.pdf\"; filename*=UTF-8''report%201.pdf");
    }

    @Test
    void encodesEverythingThatIsNotAscii() {
        assertThat(Disposition.attachment("Größe😀.txt"))
                .isEqualTo("attachment; filename=\"Gr__e_.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%F0%9F%98%80.txt");
    }

    @Test
    void nothingBreaksOutOfTheQuotes() {
        assertThat(Disposition.attachment("a\"; x='*\r\n"))
                .isEqualTo("attachment; filename=\"a__ x_____\"; filename*=UTF-8''a%22%3B%20x%3D%27%2A%0D%0A");
    }
}
