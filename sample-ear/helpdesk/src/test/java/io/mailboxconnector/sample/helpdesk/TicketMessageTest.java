package io.mailboxconnector.sample.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a mail. */
class TicketMessageTest {

    private final ArrivedMail mail = ArrivedMail.from("Anna Müller <anna@contoso.example>", "Printer");

    @Test
    void keepsSenderTextAndMessageId() {
        TicketMessage message = TicketMessage.received(mail, false);
        assertThat(message.author()).isEqualTo("Anna Müller <anna@contoso.example>");
        assertThat(message.body()).isEqualTo("It does not work.\nPlease help.");
        assertThat(message.messageId()).hasValue("<first@example.com>");
        assertThat(message.delivery()).isEqualTo(MessageDelivery.RECEIVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no-brackets@example.com", "<a b@example.com>", "<a@example.com>\r\nBcc: <x@example.com>"})
    void forgetsAMessageIdThatCannotBeReferredTo(String broken) {
        assertThat(TicketMessage.received(mail.withMessageId(broken), false).messageId())
                .isEmpty();
    }

    @Test
    void forgetsAMessageIdThatIsTooLong() {
        String tooLong = "<" + "x".repeat(600) + "@example.com>";
        assertThat(TicketMessage.received(mail.withMessageId(tooLong), false).messageId())
                .isEmpty();
    }

    @Test
    void keepsAttachmentsUnderAHarmlessName() {
        TicketAttachment attachment = TicketMessage.received(
                        mail.withAttachment("../../etc/pass\"wd", "text/plain", "abc"), false)
                .attachments()
                .get(0);
        assertThat(attachment.fileName()).isEqualTo("pass_wd");
        assertThat(attachment.size()).isEqualTo(3);
        assertThat(attachment.bytes()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheWholeMailWhenItCannotBeParsed() {
        TicketAttachment attachment = TicketMessage.received(mail.withKind(MailKind.MALFORMED), false)
                .attachments()
                .get(0);
        assertThat(attachment.fileName()).isEqualTo("mail.eml");
        assertThat(attachment.bytes()).isEqualTo("what was transferred".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ticketsAlwaysHaveASubject() {
        assertThat(new Ticket(" \t ", null, ArrivedMail.ARRIVED).subject()).isEqualTo("(no subject)");
        assertThat(new Ticket("x".repeat(1000), null, ArrivedMail.ARRIVED).subject())
                .hasSize(Ticket.MAX_SUBJECT)
                .endsWith("…");
    }

    @Test
    void everyMessageMovesTheTicketForward() {
        Ticket ticket = mail.opened();
        TicketMessage answer = TicketMessage.outgoing("Help desk", ArrivedMail.ARRIVED.plusSeconds(60), "Done.", false);
        ticket.add(answer);
        assertThat(ticket.updatedAt()).isEqualTo(answer.at());
        assertThat(ticket.messages()).hasSize(2);
    }
}
