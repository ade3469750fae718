package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;

/** Decides when a mail is submitted. Shared by the connections of a factory; safe for use by any number of threads. */
@FunctionalInterface
public interface MailDispatch {

    /**
     * Submits a mail, or takes it to submit it later.
     *
     * @param settings the configuration of the connection
     * @param mail the mail; closed by the dispatch in any case
     * @param lane the connection of the calling thread, for this call only
     * @return what became of it
     * @throws io.mailboxconnector.api.MailboxException when it was neither submitted nor taken
     */
    SubmissionReceipt dispatch(OutboundSettings settings, RenderedMail mail, SubmissionLane lane);
}
