package io.mailboxconnector.sample.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which conversation a mail continues. */
class ThreadingTest {

    private final Ticket printer =
            ArrivedMail.from("anna@contoso.example", "Printer").opened();
    private final Ticket login =
            ArrivedMail.from("bob@contoso.example", "Login").opened();
    private final Shelf shelf = new Shelf();

    @Test
    void beginsNewTicketWithoutReferenceAndTag() {
        assertThat(Threading.ticketOf(ArrivedMail.from("anna@contoso.example", "Printer"), shelf))
                .isEmpty();
    }

    @Test
    void followsTheReferenceToKnownMail() {
        shelf.mails.put("<ack@example.com>", printer);
        ArrivedMail reply = ArrivedMail.from("anna@contoso.example", "Re: Printer")
                .withReferences("<unknown@example.com>", "<ack@example.com>", "<also-unknown@example.com>");
        assertThat(Threading.ticketOf(reply, shelf)).containsSame(printer);
    }

    @Test
    void prefersTheNearestAncestor() {
        shelf.mails.put("<far@example.com>", printer);
        shelf.mails.put("<near@example.com>", login);
        ArrivedMail reply = ArrivedMail.from("anna@contoso.example", "Re: Printer")
                .withReferences("<far@example.com>", "<near@example.com>");
        assertThat(Threading.ticketOf(reply, shelf)).containsSame(login);
    }

    @Test
    void fallsBackToTheTagInTheSubject() {
        shelf.numbers.put(7L, printer);
        ArrivedMail reply =
                ArrivedMail.from("anna@contoso.example", "AW: Printer [#7]").withReferences("<unknown@example.com>");
        assertThat(Threading.ticketOf(reply, shelf)).containsSame(printer);
    }

    @Test
    void trustsReferencesMoreThanTheTag() {
        shelf.mails.put("<ack@example.com>", printer);
        shelf.numbers.put(7L, login);
        ArrivedMail reply = ArrivedMail.from("anna@contoso.example", "Re: [#7]").withReferences("<ack@example.com>");
        assertThat(Threading.ticketOf(reply, shelf)).containsSame(printer);
    }

    @Test
    void beginsNewTicketForAnUnknownNumber() {
        assertThat(Threading.ticketOf(ArrivedMail.from("anna@contoso.example", "Re: [#404]"), shelf))
                .isEmpty();
    }

    /** Tickets in memory. */
    private static final class Shelf implements TicketIndex {

        private final Map<String, Ticket> mails = new HashMap<>();
        private final Map<Long, Ticket> numbers = new HashMap<>();

        @Override
        public Optional<Ticket> containing(String messageId) {
            return Optional.ofNullable(mails.get(messageId));
        }

        @Override
        public Optional<Ticket> numbered(long id) {
            return Optional.ofNullable(numbers.get(id));
        }
    }
}
