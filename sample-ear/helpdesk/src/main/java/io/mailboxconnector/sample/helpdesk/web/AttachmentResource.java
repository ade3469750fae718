package io.mailboxconnector.sample.helpdesk.web;

import io.mailboxconnector.sample.helpdesk.TicketAttachment;
import io.mailboxconnector.sample.helpdesk.Tickets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * Attachments as downloads: strangers wrote them, so a browser shall save them and never show or run them.
 *
 * @since 0.1
 */
@Path("attachments")
@RequestScoped
@Transactional
public class AttachmentResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Tickets tickets;

    /**
     * One attachment.
     *
     * @param id its identity
     * @return its bytes, without the media type that the sender claimed
     */
    @GET
    @Path("{id: [0-9]{1,18}}")
    public Response download(@PathParam("id") long id) {
        TicketAttachment attachment = tickets.attachment(id)
                .orElseThrow(() -> Problem.of(Status.NOT_FOUND, "There is no attachment " + id + "."));
        return Response.ok(attachment.bytes(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(attachment.fileName()))
                .build();
    }
}
