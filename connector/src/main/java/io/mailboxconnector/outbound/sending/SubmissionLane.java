package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.util.function.Function;

/** The connection that a mail is sent over. For one thread. */
public interface SubmissionLane {

    /**
     * Submits a mail over the sending side.
     *
     * @param mail the mail
     * @return what the server accepted
     */
    SubmissionReceipt submit(RenderedMail mail);

    /**
     * Does something once over the reading side.
     *
     * @param operation what is done
     * @return its result
     */
    boolean read(Function<ImapSession, Boolean> operation);
}
