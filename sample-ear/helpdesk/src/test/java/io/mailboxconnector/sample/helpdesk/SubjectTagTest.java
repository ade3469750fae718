package io.mailboxconnector.sample.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of a ticket in a subject. */
class SubjectTagTest {

    @ParameterizedTest
    @CsvSource({
        "Re: Printer [#12], 12",
        "[#1] x, 1",
        "AW: WG: [#123456789012345678], 123456789012345678",
        "[#3] [#4], 3"
    })
    void findsTheNumber(String subject, long number) {
        assertThat(SubjectTag.in(subject)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Printer", "#12", "[12]", "[#]", "[#0]", "[#-1]", "[#1a]", "[#9999999999999999999]"})
    void findsNothingElse(String subject) {
        assertThat(SubjectTag.in(subject)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Printer",
                "Re: Printer",
                "RE: AW: re:Printer",
                "Printer [#7]",
                "Re: Printer [#7]",
                "[#7] Printer"
            })
    void writesOnePrefixAndOneTag(String subject) {
        Ticket ticket = ArrivedMail.from("anna@contoso.example", subject).opened();
        assertThat(SubjectTag.reply(ticket).replaceAll(" +", " ")).isEqualTo("Re: Printer [#0]");
    }

    @Test
    void readsWhatItWrites() {
        Ticket ticket = new Ticket("Printer", null, ArrivedMail.ARRIVED) {
            @Override
            public long id() {
                return 42;
            }
        };
        assertThat(SubjectTag.in("Re: " + SubjectTag.reply(ticket))).hasValue(42);
    }
}
