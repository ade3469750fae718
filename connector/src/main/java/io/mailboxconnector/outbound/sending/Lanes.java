package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;

/**
 * Connections of the connector's own, for mails that are submitted when no application holds a connection. Belongs to one thread
 * at a time, apart from {@link #close()}.
 */
public interface Lanes extends AutoCloseable {

    /**
     * Submits a mail as configured, over a connection that is opened when it is needed and kept for further mails.
     *
     * @param settings account, mailbox and how mails are sent
     * @param mail the mail, which stays the caller's
     * @return the receipt
     * @throws io.mailboxconnector.api.MailboxException as {@link SubmissionLane#submit}
     */
    SubmissionReceipt submit(OutboundSettings settings, RenderedMail mail);

    /** There is nothing to do for a while, or a connection is in doubt: closes what is connected. It may be used again. */
    void rest();

    /** Closes all connections for good, also under a thread that is submitting. Idempotent. */
    @Override
    void close();
}
