package io.mailboxconnector.limits;

import io.mailboxconnector.settings.SendRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When the last mails of a mailbox were, or will be, sent. Finds the next moment at which a rate allows one more: in no span
 * of time, wherever it begins, are there more mails than the rate says.
 *
 * <p>Not thread-safe: guarded by the lock of its {@link MailboxBudget}.
 */
final class SendHistory {

    private final List<Instant> sends = new ArrayList<>();

    /** The first moment not before {@code earliest} at which one more mail may be sent. */
    Instant next(SendRate rate, Instant earliest) {
        if (sends.size() < rate.mails()) {
            return earliest;
        }
        Instant free = sends.get(sends.size() - rate.mails()).plus(rate.span());
        if (free.isBefore(earliest)) {
            return earliest;
        }
        // A clock that was set back must not hold up the mail for longer than the rate ever can.
        Instant latest = earliest.plus(rate.span());
        return free.isAfter(latest) ? latest : free;
    }

    /** One mail is sent then. */
    void record(SendRate rate, Instant moment) {
        sends.add(moment);
        if (sends.size() > 2 * rate.mails()) {
            sends.subList(0, sends.size() - rate.mails()).clear();
        }
    }

    /** Whether all of it lies so far back that it limits nothing. */
    boolean isOver(Instant now) {
        return sends.isEmpty()
                || sends.get(sends.size() - 1).plus(SendRate.LONGEST_SPAN).isBefore(now);
    }
}
