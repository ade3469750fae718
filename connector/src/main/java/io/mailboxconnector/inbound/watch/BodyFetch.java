package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.inbound.board.DeliveryBoard;
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

    /** After this time a mail is looked for again that was found and then not given; mostly it has gone. */
    static final Duration VANISHED = Duration.ofMinutes(1);

    /** So many mails in a row may be refused before the server itself is taken to be unwell. */
    private static final int MOST_REFUSALS = 3;

    private final ImapSession session;
    private final DeliveryBoard board;
    private final Admission admission;
    private final Function<MailMetadata, MessageKey> keys;
    private final FetchTries tries;

    BodyFetch(ImapSession session, DeliveryBoard board, Admission admission, Function<MailMetadata, MessageKey> keys) {
        this.session = session;
        this.board = board;
        this.admission = admission;
        this.keys = keys;
        this.tries = new FetchTries(board);
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
        MessageKey key = keys.apply(mail);
        if (!tries.isAside(key)) {
            try {
                enqueue(mail, headersOnly, tries.attempt(List.of(key), fetch));
            } catch (MailboxRefused | MailboxUnavailable refused) {
                tries.setAside(key, refused);
            }
        }
    }

    private void fetchTogether(List<MailMetadata> mails) {
        if (mails.isEmpty()) {
            return;
        }
        try {
            Map<Long, RawMail> bodies =
                    tries.attempt(mails.stream().map(keys).toList(), () -> session.bodies(uids(mails)));
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
        MessageKey key = keys.apply(mail);
        if (tries.isAside(key)) {
            return null;
        }
        UidSet one = UidSet.of(mail.uid());
        try {
            enqueueOrDefer(
                    mail, tries.attempt(List.of(key), () -> session.bodies(one)).get(mail.uid()));
            return null;
        } catch (MailboxRefused | MailboxUnavailable refused) {
            tries.setAside(key, refused);
            return refused;
        }
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
