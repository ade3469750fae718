package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.settings.ContentPolicy;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.settings.MalformedPolicy;
import io.mailboxconnector.inbound.settings.OversizePolicy;
import io.mailboxconnector.mime.ParsedMail;

/**
 * Decides by size and content which mails are delivered: the others are settled at once, so that none of them comes again and
 * again. Belongs to one connection and the watch's thread.
 */
final class Admission {

    private static final String MALFORMED = "it cannot be parsed";

    private final InboundSettings settings;
    private final ContentPolicy policy;
    private final DeliveryBoard board;

    Admission(InboundSettings settings, DeliveryBoard board) {
        this.settings = settings;
        this.policy = settings.content();
        this.board = board;
    }

    /**
     * Gives up a mail whose deliveries have all failed already: in a former life of this process, which could not settle it any
     * more, or on another node.
     *
     * @return whether it did
     */
    boolean givesUp(MessageKey key) {
        if (!board.attempts().isSpent(key)) {
            return false;
        }
        String reason = "its " + board.attempts().of(key) + " deliveries before this start all failed";
        InboundLog.LOG.givenUp(key, reason);
        board.health().setAside(key, reason);
        board.withhold(key, settings.onFailure(reason));
        return true;
    }

    /** Whether a mail is too big to be read. */
    boolean isOversize(long size) {
        return size > policy.maxMessageSize();
    }

    /**
     * Decides about a mail that is too big, of which nothing but the size is known.
     *
     * @return whether its headers shall be fetched
     */
    boolean admitsHeaders(MessageKey key, long size) {
        if (policy.oversize() == OversizePolicy.HEADERS_ONLY) {
            return true;
        }
        if (policy.oversize() == OversizePolicy.REJECT) {
            InboundLog.LOG.oversizeLeft(key, size, policy.maxMessageSize());
            board.health().setAside(key, tooBig(size));
            board.withhold(key, Settlement.keep());
        } else {
            InboundLog.LOG.oversize(key, size, policy.maxMessageSize());
            board.health().setAside(key, tooBig(size));
            board.withhold(key, settings.onFailure(tooBig(size)));
        }
        return false;
    }

    /** Queues a fetched mail for delivery, or settles it when its kind is not wanted. */
    void admit(ParsedMail mail) {
        if (policy.skip().contains(mail.kind())) {
            InboundLog.LOG.skipped(mail.key(), mail.kind());
            board.health().skipped();
            withhold(mail, settings.afterDelivery());
        } else if (mail.kind() == MailKind.MALFORMED && policy.malformed() == MalformedPolicy.QUARANTINE) {
            InboundLog.LOG.malformed(mail.key());
            board.health().setAside(mail.key(), MALFORMED);
            withhold(mail, settings.onFailure(MALFORMED));
        } else {
            board.enqueue(mail);
        }
    }

    private String tooBig(long size) {
        return "it has " + size + " bytes, more than maxMessageSize = " + policy.maxMessageSize();
    }

    private void withhold(ParsedMail mail, Settlement settlement) {
        mail.close();
        board.withhold(mail.key(), settlement);
    }
}
