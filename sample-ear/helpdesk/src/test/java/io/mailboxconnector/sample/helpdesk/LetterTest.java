package io.mailboxconnector.sample.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a mail of the help desk looks like after it travelled. */
class LetterTest {

    private static final Session SESSION = Session.getInstance(new Properties());

    private final Ticket ticket = ArrivedMail.from("Anna Müller <anna@contoso.example>", "Drucker brennt")
            .opened();

    private MimeMessage travelled(TicketMessage message) throws MessagingException, IOException {
        ticket.add(message);
        MimeMessage written = new MimeMessage(SESSION);
        Letter.write(written, ticket, message);
        written.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.writeTo(bytes);
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static TicketMessage outgoing(String text, boolean automatic) {
        return TicketMessage.outgoing("Help desk", ArrivedMail.ARRIVED, text, automatic);
    }

    @Test
    void acknowledgementSaysThatAMachineWroteIt() throws Exception {
        MimeMessage mail = travelled(outgoing("We are on it.", true));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<first@example.com>");
        assertThat(mail.getHeader("References")).containsExactly("<first@example.com>");
        assertThat(mail.getSubject()).isEqualTo("Re: Drucker brennt [#0]");
        assertThat(mail.getRecipients(Message.RecipientType.TO))
                .containsExactly(new InternetAddress("anna@contoso.example"));
    }

    @Test
    void answerOfAnAgentIsAnOrdinaryMail() throws Exception {
        MimeMessage mail = travelled(outgoing("Schönen Gruß", false));
        assertThat(mail.getHeader("Auto-Submitted")).isNull();
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).isNull();
        assertThat(mail.getContent()).isEqualTo("Schönen Gruß");
    }

    @Test
    void answersTheLastMailAndNamesTheWholeConversation() throws Exception {
        TicketMessage acknowledgement = outgoing("We are on it.", true);
        ticket.add(acknowledgement);
        acknowledgement.sent("<ack@example.com>");
        ticket.add(TicketMessage.received(
                ArrivedMail.from("anna@contoso.example", "Re").withMessageId("<second@example.com>"), false));
        MimeMessage mail = travelled(outgoing("Done.", false));
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<second@example.com>");
        assertThat(mail.getHeader("References", " ").split("\\s+"))
                .containsExactly("<first@example.com>", "<ack@example.com>", "<second@example.com>");
    }

    @Test
    void keepsTheReferencesOfALongConversationShort() throws Exception {
        for (int i = 0; i < 100; i++) {
            ticket.add(TicketMessage.received(
                    ArrivedMail.from("anna@contoso.example", "Re").withMessageId("<" + i + "@example.com>"), false));
        }
        MimeMessage mail = travelled(outgoing("Done.", false));
        assertThat(mail.getHeader("References", " ").split("\\s+"))
                .hasSize(21)
                .endsWith("<98@example.com>", "<99@example.com>");
    }

    @Test
    void lineBreaksInTheSubjectCannotAddHeaders() throws Exception {
        Ticket forged = ArrivedMail.from("anna@contoso.example", "x\r\nBcc: everybody@example.com")
                .opened();
        MimeMessage mail = new MimeMessage(SESSION);
        Letter.write(mail, forged, outgoing("x", true));
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Re: x Bcc: everybody@example.com [#0]");
    }
}
