package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the mails of one consumer beyond the life of this process. Thread-safe. Every method but those of
 * {@link #none()} may wait for the database and throw a {@code MailboxException}.
 */
public interface Ledger {

    /**
     * A ledger that remembers nothing: mails are delivered at least once.
     *
     * @return the one without a database
     */
    static Ledger none() {
        return NoLedger.INSTANCE;
    }

    /**
     * Enters mails within the transaction of the calling thread: with it they stay or vanish. A mail that another
     * transaction is just entering is waited for.
     *
     * @param mails the mails
     * @return those that were not there before, and are to be delivered
     */
    Set<MessageKey> enter(List<MessageKey> mails);

    /**
     * Which mails are not there, for beans without a transaction.
     *
     * @param mails the mails
     * @return those that are to be delivered
     */
    Set<MessageKey> missing(List<MessageKey> mails);

    /**
     * Enters mails for good, in a transaction of its own.
     *
     * @param mails the mails; those that are there stay as they are
     */
    void record(List<MessageKey> mails);

    /**
     * Counts a failed attempt, in a transaction of its own.
     *
     * @param mails the mails
     * @return how often each of them has failed by now, on all nodes
     */
    Map<MessageKey, Integer> failed(List<MessageKey> mails);

    /**
     * The mails of a folder whose delivery failed before.
     *
     * @param anyMail a key of the folder
     * @return how often, by UID
     */
    Map<Long, Integer> attempts(MessageKey anyMail);

    /**
     * Ends the count of failed attempts, in a transaction of its own.
     *
     * @param mails mails that are settled on the server
     */
    void forgetFailures(List<MessageKey> mails);

    /** Deletes some rows that are older than the retention, now and then. */
    void sweep();
}
