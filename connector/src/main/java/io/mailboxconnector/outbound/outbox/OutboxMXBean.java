package io.mailboxconnector.outbound.outbox;

/**
 * What a management console sees of an outbox, and what an administrator can do with it: {@code
 * io.mailboxconnector:type=Outbox,...}. Each attribute asks the database.
 */
public interface OutboxMXBean {

    /**
     * Whose mails it sends.
     *
     * @return the mailbox that the factory is configured with
     */
    String getQueue();

    /**
     * Mails that wait to be sent.
     *
     * @return the number
     */
    long getQueued();

    /**
     * Mails that nodes are sending now.
     *
     * @return the number
     */
    long getSending();

    /**
     * Mails that were sent and are still kept.
     *
     * @return the number
     */
    long getSent();

    /**
     * Mails that were refused and wait for an administrator.
     *
     * @return the number
     */
    long getRejected();

    /**
     * Mails of which nobody knows whether they were sent, and that wait for an administrator.
     *
     * @return the number
     */
    long getUnknown();

    /**
     * Why this node cannot send at the moment.
     *
     * @return the message with its code; empty while it can
     */
    String getOutage();

    /**
     * The mails that wait for an administrator, the latest 100.
     *
     * @return one line for each: key, state, since when, Message-ID, recipients, attempts, reason
     */
    String[] parked();

    /**
     * Sends a parked mail once more.
     *
     * @param id its key
     * @return false when no parked mail has this key
     */
    boolean redrive(String id);

    /**
     * Deletes a parked mail for good.
     *
     * @param id its key
     * @return false when no parked mail has this key
     */
    boolean delete(String id);
}
