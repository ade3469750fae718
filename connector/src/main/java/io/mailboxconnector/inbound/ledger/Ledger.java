package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the mails of one consumer beyond the life of this process. Thread-safe. Every method but those of
 * {@link #none()} may wait for the database and throw a {@code MailboxException}.
 */
public interface Ledger {

    /**
     * What the ledger says of some mails.
     *
     * @param fresh those that it did not know, and that are to be delivered
     * @param chosen the settlements that beans chose for those that it knew; one without a choice is missing
     */
    record Answer(Set<MessageKey> fresh, Map<MessageKey, Settlement> chosen) {

        /** Copies both; the order of the mails is of no importance. */
        public Answer {
            fresh = Set.copyOf(fresh);
            chosen = Map.copyOf(chosen);
        }
    }

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
     * @return which of them were there before
     */
    Answer enter(List<MessageKey> mails);

    /**
     * Notes what beans chose, within the transaction of the calling thread: a crash after the commit then ends in their
     * choice, and not in the settlement for all.
     *
     * @param chosen the choices, of mails that were entered in the same transaction
     */
    void choose(Map<MessageKey, Settlement> chosen);

    /**
     * Which mails are not there, for beans without a transaction.
     *
     * @param mails the mails
     * @return which of them are there
     */
    Answer look(List<MessageKey> mails);

    /**
     * Enters mails for good, in a transaction of its own.
     *
     * @param mails the mails; those that are there stay as they are
     * @param chosen what their beans chose
     */
    void record(List<MessageKey> mails, Map<MessageKey, Settlement> chosen);

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

    /**
     * Deletes some rows that are older than the retention, now and then. Those of mails that are still selected are kept.
     *
     * @param anyMail a key of the folder
     * @param selected the mails of the folder that would be delivered if the ledger did not know them
     */
    void sweep(MessageKey anyMail, Set<MessageKey> selected);
}
