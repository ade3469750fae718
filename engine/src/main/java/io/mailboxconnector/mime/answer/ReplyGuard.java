package io.mailboxconnector.mime.answer;

import io.mailboxconnector.api.MessageKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts how many mails of one sender a mailbox answered within a period, whichever of its folders they came to, so that two
 * machines that do not know each other's marks stop soon.
 *
 * <p>Kept in memory, for at most 10,000 pairs of mailbox and sender; of more, those are forgotten who were answered the longest
 * time ago. Safe for any thread.
 */
public final class ReplyGuard {

    static final int MOST_SENDERS = 10_000;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Answered> senders = new LinkedHashMap<>(16, 0.75f, true); // guarded by lock

    /**
     * Creates a guard that has seen nothing.
     *
     * @param clock tells the time
     */
    public ReplyGuard(Clock clock) {
        this.clock = clock;
    }

    /**
     * The permit of somebody who delivers mails. What others had answered for the same mailbox counts for all.
     *
     * @param limit how many mails of one sender, at least 1
     * @param period within which time
     * @return the permit
     */
    public ReplyPermit within(int limit, Duration period) {
        return (sender, mail) -> permits(sender, mail, limit, period);
    }

    private boolean permits(String sender, MessageKey mail, int limit, Duration period) {
        String pair = (mail.mailbox() + '\n' + sender).toLowerCase(Locale.ROOT);
        lock.lock();
        try {
            Answered answered = senders.computeIfAbsent(pair, unknown -> new Answered());
            if (senders.size() > MOST_SENDERS) {
                senders.remove(senders.keySet().iterator().next());
            }
            return answered.permits(mail, limit, period);
        } finally {
            lock.unlock();
        }
    }

    /** The mails of one sender that were answered within the longest period that anybody asked for. */
    private final class Answered {

        private final Deque<Map.Entry<MessageKey, Instant>> mails = new ArrayDeque<>();
        private Duration longest = Duration.ZERO;
        private boolean warned;

        boolean permits(MessageKey mail, int limit, Duration period) {
            Instant now = clock.instant();
            longest = longest.compareTo(period) < 0 ? period : longest;
            forgetUntil(now.minus(longest));
            if (mails.stream().anyMatch(known -> known.getKey().equals(mail))) {
                return true;
            }
            Instant begin = now.minus(period);
            long lately = mails.stream()
                    .filter(known -> known.getValue().isAfter(begin))
                    .count();
            if (lately >= limit) {
                warn(mail, limit, period);
                return false;
            }
            warned = false;
            mails.addLast(Map.entry(mail, now));
            return true;
        }

        private void forgetUntil(Instant begin) {
            while (!mails.isEmpty() && !mails.getFirst().getValue().isAfter(begin)) {
                mails.removeFirst();
            }
        }

        private void warn(MessageKey mail, int limit, Duration period) {
            if (!warned) {
                AnswerMessages.MESSAGES.tooManyReplies(mail.toString(), limit, period);
                warned = true;
            }
        }
    }
}
