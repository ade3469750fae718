package io.mailboxconnector.sample.helpdesk.web;

import io.mailboxconnector.sample.helpdesk.Ticket;
import io.mailboxconnector.sample.helpdesk.TicketAttachment;
import io.mailboxconnector.sample.helpdesk.TicketMessage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.function.Function;

/** What the page gets to see. All texts are plain text: the page never reads them as markup. */
final class TicketJson {

    private TicketJson() {}

    static JsonObject list(Collection<Ticket> tickets) {
        return Json.createObjectBuilder()
                .add("tickets", array(tickets, TicketJson::ticket))
                .build();
    }

    static JsonObject conversation(Ticket ticket) {
        return ticket(ticket)
                .add("messages", array(ticket.messages(), TicketJson::message))
                .build();
    }

    private static JsonObjectBuilder ticket(Ticket ticket) {
        return Json.createObjectBuilder()
                .add("id", ticket.id())
                .add("version", ticket.version())
                .add("subject", ticket.subject())
                .add("customer", ticket.customer().orElse(""))
                .add("customerName", ticket.customerName().orElse(""))
                .add("state", ticket.state().name())
                .add("updatedAt", ticket.updatedAt().toString());
    }

    private static JsonObjectBuilder message(TicketMessage message) {
        return Json.createObjectBuilder()
                .add("id", message.id())
                .add("delivery", message.delivery().name())
                .add("automatic", message.isAutomatic())
                .add("author", message.author())
                .add("at", message.at().toString())
                .add("text", message.body())
                .add("note", message.note().orElse(""))
                .add("attachments", array(message.attachments(), TicketJson::attachment));
    }

    private static JsonObjectBuilder attachment(TicketAttachment attachment) {
        return Json.createObjectBuilder()
                .add("id", attachment.id())
                .add("fileName", attachment.fileName())
                .add("contentType", attachment.contentType())
                .add("size", attachment.size());
    }

    private static <T> JsonArray array(Collection<T> items, Function<T, JsonObjectBuilder> json) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        items.forEach(item -> array.add(json.apply(item)));
        return array.build();
    }
}
