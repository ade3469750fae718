package io.mailboxconnector.sample.helpdesk.web;

import io.mailboxconnector.api.MailboxException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells the agent why a mail did not leave, in the connector's own words: they carry a code and a remedy and no secret.
 *
 * @since 0.1
 */
@Provider
public class MailboxFailureMapper implements ExceptionMapper<MailboxException> {

    @Override
    public Response toResponse(MailboxException failure) {
        return Problem.response(Status.BAD_GATEWAY, "The answer was not sent. " + failure.getMessage());
    }
}
