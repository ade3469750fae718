package io.mailboxconnector.sample.helpdesk.web;

import io.mailboxconnector.sample.helpdesk.AgentDesk;
import io.mailboxconnector.sample.helpdesk.Ticket;
import io.mailboxconnector.sample.helpdesk.TicketState;
import io.mailboxconnector.sample.helpdesk.Tickets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

/**
 * The tickets as JSON. Whatever changes something wants a JSON body, which a form on a foreign page cannot send.
 *
 * @since 0.1
 */
@Path("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
public class TicketResource {

    private static final int SHOWN_TICKETS = 200;
    private static final int MAX_ANSWER = 100_000;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Tickets tickets;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private AgentDesk desk;

    /**
     * The latest tickets, asked for every two seconds.
     *
     * @return the tickets without their messages
     */
    @GET
    public JsonObject list() {
        return TicketJson.list(tickets.latest(SHOWN_TICKETS));
    }

    /**
     * One ticket with its conversation.
     *
     * @param id its number
     * @return the ticket
     */
    @GET
    @Path("{id: [0-9]{1,18}}")
    public JsonObject conversation(@PathParam("id") long id) {
        return TicketJson.conversation(ticket(id));
    }

    /**
     * Sends an answer to the customer.
     *
     * @param id the number of the ticket
     * @param body {@code {"text": "…"}}
     * @return the ticket with the answer in it
     */
    @POST
    @Path("{id: [0-9]{1,18}}/answers")
    public JsonObject answer(@PathParam("id") long id, String body) {
        String text = JsonBody.text(body, "text");
        if (text.isEmpty() || text.length() > MAX_ANSWER) {
            throw Problem.of(Status.BAD_REQUEST, "Write an answer of 1 to " + MAX_ANSWER + " characters.");
        }
        Ticket ticket = ticket(id);
        if (ticket.customer().isEmpty()) {
            throw Problem.of(Status.CONFLICT, "Ticket " + id + " has no sender to answer to.");
        }
        if (ticket.state() == TicketState.CLOSED) {
            throw Problem.of(Status.CONFLICT, "Ticket " + id + " is closed. Reopen it to answer.");
        }
        desk.answer(ticket, text);
        return TicketJson.conversation(ticket);
    }

    /**
     * Closes or reopens a ticket.
     *
     * @param id the number of the ticket
     * @param body {@code {"state": "CLOSED"}} or {@code {"state": "OPEN"}}
     * @return the ticket
     */
    @PUT
    @Path("{id: [0-9]{1,18}}/state")
    public JsonObject state(@PathParam("id") long id, String body) {
        Ticket ticket = ticket(id);
        switch (JsonBody.text(body, "state")) {
            case "CLOSED" -> desk.close(ticket);
            case "OPEN" -> desk.reopen(ticket);
            default -> throw Problem.of(Status.BAD_REQUEST, "The state must be OPEN or CLOSED.");
        }
        return TicketJson.conversation(ticket);
    }

    private Ticket ticket(long id) {
        return tickets.numbered(id).orElseThrow(() -> Problem.of(Status.NOT_FOUND, "There is no ticket " + id + "."));
    }
}
