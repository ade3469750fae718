package io.mailboxconnector.sample.helpdesk.web;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.Response.Status;
import java.io.StringReader;

/** Reads what the page sends. Done by hand, as the servers answer malformed JSON differently. */
final class JsonBody {

    private JsonBody() {}

    /**
     * One text of a JSON object.
     *
     * @param body the body of the request
     * @param name the member
     * @return the text without spaces around it; empty when missing or not a text
     */
    static String text(String body, String name) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject().getString(name, "").strip();
        } catch (JsonException e) {
            throw Problem.of(Status.BAD_REQUEST, "Send a JSON object with the member \"" + name + "\".");
        }
    }
}
