package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches bodies onto the board, in as few commands as possible. One mail that the server cannot give, or over which the
 * connection breaks, does not hold up the others: it is fetched alone, and left aside for a while when that fails, too.
 * Belongs to one connection and the watch's thread.
 */
final class BodyFetch {

    /** After this time a mail is asked for again that was left aside. */
    private static final Duration ASIDE = Duration.ofMinutes(10);

    /** After this time a mail is looked for again that was found and then not given; mostly it has gone. */
    static final Duration VANISHED = Duration.ofMinutes(1);

    /** So many mails in a row may be refused before the server itself is taken to be unwell. */
    private static final int MOST_REFUSALS = 3;

    /** A mail over which the connection broke so often is left aside: once in company, and then alone. */
    private static final int MOST_BREAKS = 3;

    private final ImapSession session;
    private final DeliveryBoard board;
    private final Admission admission;
    private final Function<MailMetadata, MessageKey> keys;

    BodyFetch(ImapSession session, DeliveryBoard board, Admission admission, Function<MailMetadata, MessageKey> keys) {
        this.session = session;
        this.board = board;
        this.admission = admission;
        this.keys = keys;
    }

    /** Fetches bodies into memory, together as far as none of them is under suspicion. Keeps the order. */
    void fetch(List<MailMetadata> mails) {
        List<MailMetadata> together = new ArrayList<>();
        for (MailMetadata mail : mails) {
            if (board.suspicion(keys.apply(mail)) == 0) {
                together.add(mail);
            } else {
                fetchTogether(together);
                together.clear();
                fetchAlone(mail);
            }
        }
        fetchTogether(together);
    }

    /** Fetches one body into a file. */
    void spool(MailMetadata mail) {
        single(mail, false, () -> session.spooledBody(mail));
    }

    /** Fetches the headers of a mail that is too big. */
    void headers(MailMetadata mail) {
        single(mail, true, () -> session.headers(mail));
    }

    private void single(MailMetadata mail, boolean headersOnly, Supplier<RawMail> fetch) {
        if (!isAside(mail)) {
            try {
                enqueue(mail, headersOnly, attempt(List.of(mail), fetch));
            } catch (MailboxRefused | MailboxUnavailable refused) {
                setAside(mail, refused);
            }
        }
    }

    private void fetchTogether(List<MailMetadata> mails) {
        if (mails.isEmpty()) {
            return;
        }
        try {
            Map<Long, RawMail> bodies = attempt(mails, () -> session.bodies(uids(mails)));
            mails.forEach(mail -> enqueueOrDefer(mail, bodies.get(mail.uid())));
        } catch (MailboxRefused | MailboxUnavailable refused) {
            fetchOneByOne(mails);
        }
    }

    private void fetchOneByOne(List<MailMetadata> mails) {
        int refusals = 0;
        for (MailMetadata mail : mails) {
            @Nullable MailboxException refused = fetchAlone(mail);
            refusals = refused == null ? 0 : refusals + 1;
            if (refused != null && refusals > MOST_REFUSALS) {
                throw refused;
            }
        }
    }

    private @Nullable MailboxException fetchAlone(MailMetadata mail) {
        if (isAside(mail)) {
            return null;
        }
        List<MailMetadata> one = List.of(mail);
        try {
            enqueueOrDefer(mail, attempt(one, () -> session.bodies(uids(one))).get(mail.uid()));
            return null;
        } catch (MailboxRefused | MailboxUnavailable refused) {
            setAside(mail, refused);
            return refused;
        }
    }

    /** Lets the board know what is under way: when the connection breaks, one of these mails may be the cause. */
    private <T> T attempt(List<MailMetadata> mails, Supplier<T> fetch) {
        board.fetching(mails.stream().map(keys).toList());
        try {
            T fetched = fetch.get();
            board.fetching(List.of());
            return fetched;
        } catch (MailboxRefused | MailboxUnavailable refused) {
            board.fetching(List.of());
            throw refused;
        }
    }

    private boolean isAside(MailMetadata mail) {
        MessageKey key = keys.apply(mail);
        int breaks = board.suspicion(key);
        if (breaks < MOST_BREAKS) {
            return false;
        }
        InboundLog.LOG.breaksConnections(key, breaks, ASIDE);
        board.health().setAside(key, "the connection broke while it was fetched");
        board.defer(key, ASIDE);
        return true;
    }

    private void setAside(MailMetadata mail, MailboxException refused) {
        InboundLog.LOG.unfetchable(keys.apply(mail), String.valueOf(refused.getMessage()), ASIDE);
        board.health().setAside(keys.apply(mail), "the server does not give it: " + refused.code());
        board.defer(keys.apply(mail), ASIDE);
    }

    private void enqueueOrDefer(MailMetadata mail, @Nullable RawMail body) {
        if (body == null) {
            board.defer(keys.apply(mail), VANISHED);
        } else {
            enqueue(mail, false, body);
        }
    }

    private void enqueue(MailMetadata mail, boolean headersOnly, RawMail body) {
        admission.admit(ParsedMail.parse(mail.arrival(keys.apply(mail), headersOnly), body));
    }

    private static UidSet uids(List<MailMetadata> mails) {
        return UidSet.of(mails.stream().map(MailMetadata::uid).toList());
    }
}
