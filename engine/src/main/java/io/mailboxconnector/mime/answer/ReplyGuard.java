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
 * Limits how many mails of one sender are answered within a period, so that two machines that do not know each other's marks
 * stop soon.
 *
 * <p>Kept in memory, for at most 10,000 senders; of more, those are forgotten who were answered the longest time ago. Safe for
 * any thread.
 */
public final class ReplyGuard implements ReplyPermit {

    static final int MOST_SENDERS = 10_000;

    private final int limit;
    private final Duration period;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Answered> senders = new LinkedHashMap<>(16, 0.75f, true); // guarded by lock

    /**
     * Creates a guard that has seen nothing.
     *
     * @param limit how many mails of one sender, at least 1
     * @param period within which time
     * @param clock tells the time
     */
    public ReplyGuard(int limit, Duration period, Clock clock) {
        this.limit = limit;
        this.period = period;
        this.clock = clock;
    }

    @Override
    public boolean permits(String sender, MessageKey mail) {
        lock.lock();
        try {
            Answered answered = senders.computeIfAbsent(sender.toLowerCase(Locale.ROOT), unknown -> new Answered());
            if (senders.size() > MOST_SENDERS) {
                senders.remove(senders.keySet().iterator().next());
            }
            return answered.permits(mail);
        } finally {
            lock.unlock();
        }
    }

    /** The mails of one sender that were answered within the period, at most as many as the limit. */
    private final class Answered {

        private final Deque<Map.Entry<MessageKey, Instant>> mails = new ArrayDeque<>();
        private boolean warned;

        boolean permits(MessageKey mail) {
            Instant now = clock.instant();
            Instant begin = now.minus(period);
            while (!mails.isEmpty() && !mails.getFirst().getValue().isAfter(begin)) {
                mails.removeFirst();
                warned = false;
            }
            if (mails.stream().anyMatch(known -> known.getKey().equals(mail))) {
                return true;
            }
            if (mails.size() >= limit) {
                warn(mail);
                return false;
            }
            mails.addLast(Map.entry(mail, now));
            return true;
        }

        private void warn(MessageKey mail) {
            if (!warned) {
                AnswerMessages.MESSAGES.tooManyReplies(mail.toString(), limit, period);
                warned = true;
            }
        }
    }
}
