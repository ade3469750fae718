package io.mailboxconnector.api;

import java.util.List;

/**
 * Implemented by a message-driven bean that receives new mails in batches, one transaction per batch.
 *
 * <p>When the transaction of a batch rolls back, its mails are redelivered one by one, so that a single bad mail does not
 * hold up the others. Everything else is as with {@link MailListener}.
 *
 * @since 0.1
 */
public interface MailBatchListener {

    /**
     * Receives some mails of one folder, oldest first.
     *
     * @param mails at least one, at most {@code batchSize}; immutable
     */
    void onMails(List<ReceivedMail> mails);
}
