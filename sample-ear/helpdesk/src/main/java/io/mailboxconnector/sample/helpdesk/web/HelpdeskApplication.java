package io.mailboxconnector.sample.helpdesk.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * Puts the REST resources under {@code /helpdesk/api}.
 *
 * @since 0.1
 */
@ApplicationPath("api")
public class HelpdeskApplication extends Application {}
