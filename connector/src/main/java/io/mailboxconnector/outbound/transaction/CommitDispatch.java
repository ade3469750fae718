package io.mailboxconnector.outbound.transaction;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.transaction.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps mails in memory until the transaction of their sender commits, then hands them to the {@link LateSender} in the order in
 * which they were sent; forgets them when it rolls back. Without a transaction they are submitted at once.
 *
 * <p>The thread that commits only hands over: it may hold locks and connections of anybody, so it must neither talk to a mail
 * server nor wait for the pool, whose connections may all be held by transactions that want to commit.
 *
 * <p>Between the commit and the submission the mails exist in the memory of this node only. When it dies there, they are lost;
 * {@code sendMode=outbox} is what closes this window.
 */
public final class CommitDispatch implements MailDispatch {

    private final CurrentTransaction transaction;
    private final MailSender sender;
    private final LateSender late;
    private final Clock clock;

    /**
     * Creates a dispatch.
     *
     * @param transaction where transactions are seen
     * @param sender submits where there is no transaction
     * @param late submits after commits
     * @param clock the time
     */
    public CommitDispatch(CurrentTransaction transaction, MailSender sender, LateSender late, Clock clock) {
        this.transaction = transaction;
        this.sender = sender;
        this.late = late;
        this.clock = clock;
    }

    @Override
    public SubmissionReceipt dispatch(OutboundSettings settings, RenderedMail mail, SubmissionLane lane) {
        boolean taken = false;
        try {
            if (!transaction.isActive()) {
                return sender.submit(settings.account(), mail, clock, lane);
            }
            waiting().add(new LateMail(settings, mail));
            taken = true;
            return SubmissionReceipt.held(mail.messageId(), SubmissionStage.AWAITING_COMMIT, clock.instant());
        } finally {
            if (!taken) {
                mail.close();
            }
        }
    }

    /** What waits in the transaction of this thread. One list for all connections of a factory keeps the order. */
    private List<LateMail> waiting() {
        return transaction
                .resource(late, Waiting.class, () -> {
                    Waiting waiting = new Waiting(new ArrayList<>());
                    transaction.whenOver(status -> over(status, waiting.mails()));
                    return waiting;
                })
                .mails();
    }

    private record Waiting(List<LateMail> mails) {}

    private void over(int status, List<LateMail> mails) {
        if (status == Status.STATUS_COMMITTED) {
            late.submit(mails);
            return;
        }
        if (status != Status.STATUS_ROLLEDBACK) {
            TransactionLog.LOG.doubtfulEnd(
                    mails.size(),
                    status,
                    mails.stream().map(LateMail::messageId).collect(Collectors.joining(", ")));
        }
        mails.forEach(LateMail::close);
    }
}
