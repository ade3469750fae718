package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps one mail that the server cannot give, or over which the connection breaks, from holding up the others: it is left aside
 * for a while. Belongs to one connection and the watch's thread.
 */
public final class FetchTries {

    /** After this time a mail is asked for again that was left aside. */
    private static final Duration ASIDE = Duration.ofMinutes(10);

    /** A mail over which the connection broke so often is left aside: once in company, and then alone. */
    private static final int MOST_BREAKS = 3;

    private final DeliveryBoard board;

    /**
     * Starts with what the board remembers.
     *
     * @param board knows during which fetch the connection broke
     */
    public FetchTries(DeliveryBoard board) {
        this.board = board;
    }

    /**
     * Fetches, and lets the board know what is under way: when the connection breaks, one of these mails may be the cause.
     *
     * @param mails what is fetched
     * @param fetch how
     * @param <T> what it gives
     * @return what was fetched
     */
    public <T> T attempt(List<MessageKey> mails, Supplier<T> fetch) {
        board.fetching(mails);
        try {
            T fetched = fetch.get();
            board.fetching(List.of());
            return fetched;
        } catch (MailboxRefused | MailboxUnavailable refused) {
            board.fetching(List.of());
            throw refused;
        }
    }

    /**
     * Whether a mail has broken so many connections that it is left aside.
     *
     * @param mail the mail
     * @return true when it is not to be fetched now
     */
    public boolean isAside(MessageKey mail) {
        int breaks = board.suspicion(mail);
        if (breaks < MOST_BREAKS) {
            return false;
        }
        InboundLog.LOG.breaksConnections(mail, breaks, ASIDE);
        board.health().setAside(mail, "the connection broke while it was fetched");
        board.defer(mail, ASIDE);
        return true;
    }

    /**
     * Leaves a mail aside that the server did not give.
     *
     * @param mail the mail
     * @param refused why
     */
    public void setAside(MessageKey mail, MailboxException refused) {
        InboundLog.LOG.unfetchable(mail, String.valueOf(refused.getMessage()), ASIDE);
        board.health().setAside(mail, "the server does not give it: " + refused.code());
        board.defer(mail, ASIDE);
    }
}
