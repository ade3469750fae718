package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.MailKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which mails are not delivered for what they are, and how often their senders are answered.
 *
 * @param maxMessageSize the greatest size in bytes of a mail that is read
 * @param oversize what happens to a greater one
 * @param malformed what happens to one that cannot be parsed
 * @param skip the kinds that are settled as if they had been delivered
 * @param maxRepliesPerSender how many mails of one sender may be answered within the period, at least 1
 * @param replyPeriod the period
 */
public record ContentPolicy(
        long maxMessageSize,
        OversizePolicy oversize,
        MalformedPolicy malformed,
        Set<MailKind> skip,
        int maxRepliesPerSender,
        Duration replyPeriod) {

    /** Copies the kinds. */
    public ContentPolicy {
        skip = Set.copyOf(skip);
    }

    /**
     * Delivers everything, whatever its size.
     *
     * @return the policy of an activation that has none
     */
    public static ContentPolicy everything() {
        return new ContentPolicy(
                Long.MAX_VALUE,
                OversizePolicy.QUARANTINE,
                MalformedPolicy.DELIVER,
                EnumSet.noneOf(MailKind.class),
                Integer.MAX_VALUE,
                Duration.ofHours(1));
    }
}
