package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.SentCopy;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.smtp.submit.Offer;
import io.mailboxconnector.smtp.submit.SmtpReply;
import io.mailboxconnector.smtp.submit.Submission;
import io.mailboxconnector.wire.Deadline;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection for submitting mail (RFC 6409), logged in once and used for any number of messages.
 *
 * <p>A message on a warm connection costs one flight, two or one per command, by what the server offers ({@link Submission}): no
 * probe, no {@code RSET} unless a message was refused. A refusal leaves the session usable; a broken connection does not
 * ({@link #isBroken()}), not even one that breaks right after a refusal.
 *
 * <p>Replaces its connection within a submission in two cases, both only as long as nothing was accepted: an extension turned out
 * not to work with the server, or the server is gone and there is another one to try.
 *
 * <p>Belongs to one thread at a time, apart from {@link #abort()}, {@link #isBroken()} and the counters. Every wait is
 * bounded by the time-outs of the account.
 */
public final class SmtpSession implements AutoCloseable {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(2);

    /** A connection that answered within this time was not closed for idleness since. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final AccountSettings account;
    private final SmtpRoute route;
    private final Wire wire;
    private final MailboxBudget budget;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong formerFlights = new AtomicLong();
    private final AtomicLong formerCommands = new AtomicLong();
    /** Held by the thread that talks: a farewell in the middle of a dialogue would be answered to somebody else. */
    private final ReentrantLock talking = new ReentrantLock();

    private volatile SmtpLink link;

    SmtpSession(AccountSettings account, SmtpRoute route, Wire wire, MailboxBudget budget) {
        this.account = account;
        this.budget = budget;
        this.route = route;
        this.wire = wire;
        this.link = route.open();
    }

    /**
     * Connects and logs in: with one forced renewal of the token and one retry after a refused OAuth login.
     *
     * @param account the account
     * @param tokens where the token comes from
     * @param wire sockets, TLS and deadlines
     * @param budget what the mailbox can take, told of refusals
     * @param options how mails are submitted
     * @param broken what is known not to work, and where what is found is noted
     * @return the session, to be closed by the caller
     * @throws MailboxException when that fails, classified; no connection is left open
     */
    public static SmtpSession open(
            AccountSettings account,
            TokenManager tokens,
            Wire wire,
            MailboxBudget budget,
            SubmissionOptions options,
            BrokenExtensions broken) {
        return new SmtpSession(account, new SmtpRoute(account, tokens, wire, budget, options, broken), wire, budget);
    }

    /**
     * How the server introduced itself.
     *
     * @return the greeting without its code and without control characters
     */
    public String serverName() {
        return link.dialogue().banner();
    }

    /**
     * When the token of this login ends.
     *
     * @return the instant; {@link Instant#MAX} for a password
     */
    public Instant tokenExpiresAt() {
        return link.token().expiresAt();
    }

    /**
     * Submits a mail: to all of its recipients or to none, or to whom the server takes, as the options say. Waits its turn, when
     * the account has a rate of sending, as long as an answer of the server may take.
     *
     * @param mail the mail
     * @return what the server accepted, with its reply to the whole message
     * @throws io.mailboxconnector.api.SubmissionRejected when sender, recipients, size or content were refused; the session
     *     stays usable unless the connection broke after the refusal
     * @throws io.mailboxconnector.api.SubmissionUnknown when the connection broke between the end of the content and its reply
     * @throws io.mailboxconnector.api.ConnectionLost when it broke before; nothing was sent
     * @throws MailboxException for every other failure; nothing was sent
     */
    public SubmissionReceipt submit(RenderedMail mail) {
        talking.lock();
        try {
            return submitted(mail);
        } finally {
            talking.unlock();
        }
    }

    private SubmissionReceipt submitted(RenderedMail mail) {
        if (isBroken()) {
            throw faults().over();
        }
        refuseUnfit(mail);
        budget.awaitSend(account.sendRate(), account.timeouts().read());
        List<SmtpLink> tried = new ArrayList<>();
        while (true) {
            SmtpLink current = link;
            tried.add(current);
            boolean fresh = current.isFresh(FRESH);
            Submission submission = attempt(mail, current, fresh);
            if (submission.isAccepted()) {
                return receipt(submission);
            }
            if (route.noteBroken(current, submission)) {
                goOn(current);
                refuseUnfit(mail);
                continue;
            }
            MailboxException fault = SmtpFaults.noted(fault(current, submission), budget);
            if (!isFailover(fault, fresh) || !route.hasAnother(tried)) {
                throw fault;
            }
            replace(current, route.another(current, tried, fault));
            refuseUnfit(mail);
        }
    }

    /** What the server cannot take is not sent to it. */
    private void refuseUnfit(RenderedMail mail) {
        Offer offer = route.offer(link);
        if (offer.sizeLimit() > 0 && mail.size() > offer.sizeLimit()) {
            throw faults().tooLarge(mail.size(), offer.sizeLimit());
        }
        if (mail.charset().internationalAddress() && !offer.has(Offer.UTF8)) {
            throw faults().international(mail);
        }
    }

    private Submission attempt(RenderedMail mail, SmtpLink current, boolean fresh) {
        Submission submission = new Submission(current, mail, route.offer(current), route.terms(fresh));
        try {
            current.settle();
            submission.run();
            if (submission.isChunkingBroken()) {
                // What follows BDAT may be taken for commands by a server that does not know it.
                current.abort();
            } else if (!submission.isAccepted()) {
                reset(current);
            }
        } catch (IOException e) {
            current.broken(e);
        }
        return submission;
    }

    /** What becomes of the reset concerns the connection alone: the refusal stands. */
    private static void reset(SmtpLink current) {
        try {
            current.ask("RSET");
        } catch (IOException e) {
            current.broken(e);
        }
    }

    private MailboxException fault(SmtpLink current, Submission submission) {
        Optional<IOException> failure = current.failure();
        if (failure.isEmpty()) {
            return faults().refused(submission);
        }
        current.abort();
        return faults().broken(failure.get(), submission);
    }

    private static boolean isFailover(MailboxException fault, boolean fresh) {
        // A connection that idled may be gone although the server is well: whoever borrowed it connects anew.
        return fresh && (fault instanceof ConnectionLost || fault instanceof MailboxUnavailable);
    }

    private void goOn(SmtpLink current) {
        if (current.failure().isPresent() || current.isAborted()) {
            replace(current, route.reopen(current));
        }
    }

    private void replace(SmtpLink former, SmtpLink next) {
        former.abort();
        formerFlights.addAndGet(former.flights());
        formerCommands.addAndGet(former.commands());
        link = next;
        if (over.get()) {
            // Aborted meanwhile by a thread that saw the former connection only.
            next.abort();
        }
    }

    private SubmissionReceipt receipt(Submission submission) {
        List<InternetAddress> accepted = new ArrayList<>();
        List<SmtpReply> replies = submission.recipientReplies();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i).isPositive()) {
                accepted.add(submission.mail().recipients().get(i));
            }
        }
        return new SubmissionReceipt(
                submission.mail().messageId(),
                submission.contentReply().text(),
                submission.contentReply().queueId(),
                accepted,
                SmtpFaults.refusedRecipients(submission),
                wire.clock().instant(),
                SentCopy.LEFT_TO_SERVER,
                SubmissionStage.SUBMITTED);
    }

    /**
     * Whether nothing more can be asked of this session: closed, aborted, or its connection broke. No network traffic.
     *
     * @return true when it is over
     */
    public boolean isBroken() {
        SmtpLink current = link;
        return over.get() || current.isAborted() || current.failure().isPresent();
    }

    /**
     * Asks the server by {@code NOOP} whether it is still there, within five seconds or the read time-out, whichever is less.
     * Never throws; a session that does not answer is over.
     *
     * @return whether it answered
     */
    public boolean isAlive() {
        if (isBroken()) {
            return false;
        }
        boolean alive = within(PROBE_LIMIT, this::answers);
        if (!alive) {
            abort();
        }
        return alive;
    }

    private boolean answers() {
        try {
            link.settle();
            return link.ask("NOOP").isPositive();
        } catch (IOException e) {
            SmtpLog.LOG.probeFailed(link.server().toString(), e);
            return false;
        }
    }

    /**
     * How many round trips this session has cost, the ones for connecting included.
     *
     * @return the number of times something was sent and replies were waited for
     */
    public long flightCount() {
        return formerFlights.get() + link.flights();
    }

    /**
     * How far this session has come: grows with every flight and with every reply, so that by one flight without a reply it
     * grows by one.
     *
     * @return the number of flights and of replies
     */
    public long progress() {
        return flightCount() + link.replies();
    }

    /**
     * How many commands this session has sent, the ones for connecting included.
     *
     * @return the number of commands
     */
    public long commandCount() {
        return formerCommands.get() + link.commands();
    }

    /** Closes the connection at once, without a farewell. Any thread; idempotent. */
    public void abort() {
        over.set(true);
        link.abort();
    }

    /**
     * Gives experts the protocol object underneath.
     *
     * @param type the wanted type: {@code org.eclipse.angus.mail.smtp.SMTPTransport} or {@code jakarta.mail.Transport}
     * @param <T> the wanted type
     * @return the object, which stays the property of this session
     * @throws IllegalArgumentException when there is no object of this type
     */
    public <T> T unwrap(Class<T> type) {
        if (!type.isInstance(link.dialogue())) {
            throw MESSAGES.cannotUnwrap(type.getName());
        }
        return type.cast(link.dialogue());
    }

    /** {@code QUIT} within two seconds, unless another thread is submitting, then closes. Idempotent, never throws. */
    @Override
    public void close() {
        if (!isBroken() && talking.tryLock()) {
            try {
                within(FAREWELL_LIMIT, link::quit);
            } finally {
                talking.unlock();
            }
        }
        abort();
    }

    private SmtpFaults faults() {
        return new SmtpFaults(account, link.server());
    }

    /** Does something that waits for the server; after the limit the connection is closed under it. */
    private boolean within(Duration limit, Exchange exchange) {
        try (Deadline deadline = wire.deadline(limit, this::abort)) {
            return exchange.succeeds() && !deadline.isOver();
        }
    }

    private interface Exchange {
        boolean succeeds();
    }
}
