package io.mailboxconnector.sample.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the help desk may answer by itself. */
class AcknowledgementTest {

    private static boolean isDue(ArrivedMail mail) {
        return Acknowledgement.isDue(mail.opened(), mail);
    }

    @Test
    void answersAPersonOncePerTicket() {
        ArrivedMail mail = ArrivedMail.from("Anna <anna@contoso.example>", "Printer");
        Ticket ticket = mail.opened();
        assertThat(Acknowledgement.isDue(ticket, mail)).isTrue();
        assertThat(Acknowledgement.isDue(ticket, mail)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = MailKind.class, mode = EnumSource.Mode.EXCLUDE, names = "ORDINARY")
    void neverAnswersAMachine(MailKind kind) {
        assertThat(isDue(ArrivedMail.from("anna@contoso.example", "Printer").withKind(kind)))
                .isFalse();
    }

    @Test
    void keepsTheAcknowledgementForLaterWhenItWasNotDue() {
        ArrivedMail mail = ArrivedMail.from("anna@contoso.example", "Printer");
        Ticket ticket = mail.opened();
        assertThat(Acknowledgement.isDue(ticket, mail.withKind(MailKind.AUTO_REPLY)))
                .isFalse();
        assertThat(Acknowledgement.isDue(ticket, mail)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help@example.com", "Help Desk <HELP@Example.COM>"})
    void neverAnswersItself(String self) {
        assertThat(isDue(ArrivedMail.from(self, "Printer"))).isFalse();
        assertThat(isDue(ArrivedMail.from("anna@contoso.example", "Printer").withReplyTo(self)))
                .isFalse();
        assertThat(isDue(ArrivedMail.from(self, "Printer").withReplyTo("anna@contoso.example")))
                .isFalse();
    }

    @Test
    void answersNobodyWhenThereIsNoSender() {
        assertThat(isDue(ArrivedMail.from("", "Printer"))).isFalse();
    }

    @Test
    void namesTheSubject() {
        assertThat(Acknowledgement.text(
                        ArrivedMail.from("anna@contoso.example", "100 % broken").opened()))
                .contains("\"100 % broken\"");
    }
}
