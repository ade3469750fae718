package io.mailboxconnector.sample.helpdesk.web;

import jakarta.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** Failures in the form that the page shows to the agent: {@code {"error": "…"}}. */
final class Problem {

    private Problem() {}

    /**
     * A failure to be thrown.
     *
     * @param status the HTTP status
     * @param message what the agent reads
     * @return the exception
     */
    static WebApplicationException of(Status status, String message) {
        return new WebApplicationException(message, response(status, message));
    }

    /**
     * A failure to be returned.
     *
     * @param status the HTTP status
     * @param message what the agent reads
     * @return the response
     */
    static Response response(Status status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.createObjectBuilder().add("error", message).build())
                .build();
    }
}
