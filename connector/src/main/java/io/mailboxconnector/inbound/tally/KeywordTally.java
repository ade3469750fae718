package io.mailboxconnector.inbound.tally;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.inbound.board.Attempts;
import io.mailboxconnector.inbound.board.InboundLog;
import jakarta.mail.Flags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks failing mails with a keyword such as {@code $MbxAttempt3-1f0c}: the number of failures, and a sign of the consumer, so
 * that two beans that get the same mails do not count for each other. The marks go when the mail is settled.
 */
final class KeywordTally implements Tally {

    /** Some servers keep no more than 26 keywords in a folder; who failed more often than this bears this number. */
    static final int GREATEST = 12;

    private static final String NAME = "$MbxAttempt";

    private final String watched;
    private final ImapSession session;
    private final long uidValidity;
    private final Attempts attempts;
    private final String sign;
    private final Pattern mark;
    private boolean refused;

    KeywordTally(String watched, ImapSession session, long uidValidity, Attempts attempts) {
        this.watched = watched;
        this.session = session;
        this.uidValidity = uidValidity;
        this.attempts = attempts;
        this.sign = signOf(attempts.consumer());
        this.mark = Pattern.compile(Pattern.quote(NAME.toLowerCase(Locale.ROOT)) + "(\\d{1,2})-" + sign);
    }

    /** The same on all nodes and after each start, as the name of the consumer is. */
    static String signOf(String consumer) {
        return String.format(Locale.ROOT, "%04x", consumer.hashCode() & 0xFFFF);
    }

    boolean isKeptBy(FolderState folder) {
        return folder.keeps(keyword(1));
    }

    @Override
    public void found(MessageKey key, Set<String> flags) {
        flags.stream()
                .map(mark::matcher)
                .filter(Matcher::matches)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .ifPresent(times -> attempts.marked(key, times));
    }

    @Override
    public void note() {
        Map<MessageKey, Integer> failures = attempts.toMark();
        if (failures.isEmpty()) {
            return;
        }
        Map<Integer, List<MessageKey>> byMark = new TreeMap<>();
        failures.forEach((mail, times) -> {
            int number = Math.min(times, GREATEST);
            if (mail.uidValidity() == uidValidity && attempts.markOf(mail) < number) {
                byMark.computeIfAbsent(number, first -> new ArrayList<>()).add(mail);
            }
        });
        byMark.forEach((number, mails) -> {
            if (store(mails, new Flags(keyword(number)), true)) {
                mails.forEach(mail -> attempts.marked(mail, number));
            }
        });
        attempts.unmarkable(failures.keySet());
    }

    /** Before the mails are moved or copied: elsewhere the marks could not be reached any more. */
    @Override
    public void settling(Map<MessageKey, Settlement> settlements) {
        List<MessageKey> marked = new ArrayList<>();
        settlements.forEach((mail, settlement) -> {
            boolean remains = !(settlement instanceof Settlement.Delete) && attempts.endsWith(settlement, mail);
            if (remains && attempts.markOf(mail) > 0) {
                marked.add(mail);
            }
        });
        if (marked.isEmpty()) {
            return;
        }
        Flags marks = new Flags();
        int highest = marked.stream().mapToInt(attempts::markOf).max().orElse(0);
        for (int number = 1; number <= highest; number++) {
            marks.add(keyword(number));
        }
        store(marked, marks, false);
        attempts.unmarked(marked);
    }

    /** A server that does not take the marks must not be asked again and again, nor hold up the mailbox. */
    private boolean store(Collection<MessageKey> mails, Flags flags, boolean set) {
        if (refused) {
            return false;
        }
        try {
            session.store(UidSet.of(mails.stream().map(MessageKey::uid).toList()), flags, set);
            return true;
        } catch (MailboxRefused refusal) {
            refused = true;
            InboundLog.LOG.attemptsNotCounted(watched, String.valueOf(refusal.getMessage()));
            return false;
        }
    }

    private String keyword(int number) {
        return NAME + number + "-" + sign;
    }
}
