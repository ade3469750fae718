package io.mailboxconnector.inbound.health;

/**
 * What a management console sees of one activation, read-only: {@code io.mailboxconnector:type=Activation,...}. Times are
 * ISO-8601 in UTC; a missing value is empty text.
 */
public interface ActivationMXBean {

    /**
     * Folder and account.
     *
     * @return the text that log messages use
     */
    String getWatched();

    /**
     * What it does.
     *
     * @return STARTING, WATCHING, OUT or STOPPED
     */
    String getState();

    /**
     * From when on it does so.
     *
     * @return the time
     */
    String getSince();

    /**
     * The last failure of the watch, with its code.
     *
     * @return the text, also after a recovery
     */
    String getLastError();

    /**
     * When the last failure was.
     *
     * @return the time
     */
    String getLastErrorAt();

    /**
     * When a delivery was committed last.
     *
     * @return the time
     */
    String getLastDelivery();

    /**
     * Mails that are known and not delivered yet.
     *
     * @return the number, redeliveries included
     */
    int getWaiting();

    /**
     * When the oldest waiting mail that was fetched arrived.
     *
     * @return the time
     */
    String getOldestWaiting();

    /**
     * Mails whose outcome the server does not know yet.
     *
     * @return the number
     */
    int getUnsettled();

    /**
     * The last mails that were given up or could not be fetched.
     *
     * @return one line for each with time, mail and reason, newest last
     */
    String[] getSetAside();

    /**
     * When the token of the connection ends.
     *
     * @return the time; empty with a password
     */
    String getTokenExpiresAt();
}
