package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.watch.Admission;
import io.mailboxconnector.inbound.watch.FetchTries;
import io.mailboxconnector.mime.Arrival;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.ReceivedStamp;
import io.mailboxconnector.pop3.ListedMail;
import io.mailboxconnector.pop3.Pop3Session;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Fetches mails onto the board, in the order of the maildrop. Belongs to one session and the watch's thread. */
final class MaildropIntake {

    private final InboundSettings settings;
    private final DeliveryBoard board;
    private final Clock told;
    private final Pop3Session session;
    private final Map<MessageKey, ListedMail> listed;
    private final Admission admission;
    private final FetchTries tries;
    private final Deque<MessageKey> backlog = new ArrayDeque<>();

    MaildropIntake(
            InboundSettings settings,
            DeliveryBoard board,
            Clock told,
            Pop3Session session,
            Map<MessageKey, ListedMail> listed) {
        this.settings = settings;
        this.board = board;
        this.told = told;
        this.session = session;
        this.listed = listed;
        this.admission = new Admission(settings, board);
        this.tries = new FetchTries(board);
    }

    /** Finds out which of the listed mails are to be fetched; those that took effect before are settled. */
    void look(MaildropMemory memory) {
        List<MessageKey> wanted = listed.keySet().stream().filter(board::wants).toList();
        Map<MessageKey, Settlement> known = memory.known(wanted);
        known.forEach(board::withhold);
        wanted.stream().filter(mail -> !known.containsKey(mail)).forEach(backlog::add);
        if (!known.isEmpty()) {
            InboundLog.LOG.knownBefore(settings.watched(), known.size());
        }
        board.health().backlog(backlog.size());
    }

    /** Whether mails are known that wait for room. */
    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    /** Fetches as many waiting mails as there is room for; whether there was any. */
    boolean take() {
        long budget = board.room();
        int places = board.places();
        boolean taken = false;
        while (budget > 0 && places > 0 && !backlog.isEmpty()) {
            MessageKey key = backlog.element();
            long size = sizeOf(key);
            if (size < settings.spoolLimit() && size > budget) {
                break;
            }
            backlog.remove();
            budget -= fetch(key, size);
            places--;
            taken = true;
        }
        board.health().backlog(backlog.size());
        return taken;
    }

    /** Gives how much memory the mail takes. */
    private long fetch(MessageKey key, long size) {
        if (admission.givesUp(key)) {
            return 0;
        }
        ListedMail mail = mail(key);
        if (!admission.isOversize(size)) {
            return fetch(key, false, () -> session.retrieve(mail, settings.spoolLimit()));
        }
        return admission.admitsHeaders(key, size) ? fetch(key, true, () -> session.headers(mail)) : 0;
    }

    private long fetch(MessageKey key, boolean headersOnly, Supplier<RawMail> transfer) {
        if (tries.isAside(key)) {
            return 0;
        }
        try {
            RawMail raw = tries.attempt(List.of(key), transfer);
            long size = headersOnly ? sizeOf(key) : raw.size();
            Arrival arrival = new Arrival(
                    key,
                    ReceivedStamp.of(raw).orElseGet(told::instant),
                    size,
                    headersOnly,
                    Optional.empty(),
                    Optional.empty());
            long held = raw.bytesInMemory();
            admission.admit(ParsedMail.parse(arrival, raw));
            return held;
        } catch (MailboxRefused | MailboxUnavailable refused) {
            tries.setAside(key, refused);
            return 0;
        }
    }

    private long sizeOf(MessageKey key) {
        return mail(key).size();
    }

    private ListedMail mail(MessageKey key) {
        return Objects.requireNonNull(listed.get(key), "only listed mails are fetched");
    }
}
