package io.mailboxconnector.smtp.submit;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An open, logged-in connection: takes commands and content, gives replies. What is written leaves with {@link #flush()}; one
 * flight is whatever is written between two replies.
 *
 * <p>For one thread.
 */
public interface SubmissionChannel {

    /**
     * Adds a command to the flight.
     *
     * @param line the command without its line end
     * @throws IOException when the connection broke
     */
    void command(String line) throws IOException;

    /**
     * Where content is added to the flight.
     *
     * @return the same stream for the whole connection; never closed
     */
    OutputStream content();

    /**
     * Hands the flight to the network completely.
     *
     * @throws IOException when the connection broke
     */
    void flush() throws IOException;

    /**
     * Waits for the next reply.
     *
     * @return the reply, whatever it says
     * @throws ServiceClosing when it is the goodbye 421
     * @throws IOException when none comes
     */
    SmtpReply reply() throws IOException;

    /**
     * Waits for the reply to a whole message, as long as the time-out for it allows (RFC 5321 §4.5.3.2.6).
     *
     * @return the reply, whatever it says
     * @throws ServiceClosing when it is the goodbye 421
     * @throws IOException when none comes
     */
    SmtpReply finalReply() throws IOException;

    /** The server says goodbye (421): nothing more can be asked of this connection (RFC 5321 §3.8). */
    final class ServiceClosing extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient SmtpReply reply;

        /**
         * Creates it.
         *
         * @param reply the goodbye
         */
        public ServiceClosing(SmtpReply reply) {
            super(reply.text());
            this.reply = reply;
        }

        /**
         * The goodbye.
         *
         * @return the reply
         */
        public SmtpReply reply() {
            return reply;
        }
    }
}
