package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Deadline;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * One connection for submitting mail (RFC 6409), logged in once and used for any number of messages.
 *
 * <p>A message on a warm connection costs {@code MAIL}, one {@code RCPT} for each recipient, {@code DATA} and the content:
 * no probe, no {@code RSET} unless a message was refused. A refusal leaves the session usable; a broken connection does not
 * ({@link #isBroken()}), not even one that breaks right after a refusal.
 *
 * <p>Belongs to one thread at a time, apart from {@link #abort()}, {@link #isBroken()} and the counters. Every wait is
 * bounded by the time-outs of the account.
 */
public final class SmtpSession implements AutoCloseable {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(2);

    private final AccountSettings account;
    private final Token token;
    private final SmtpDialogue dialogue;
    private final SessionSockets sockets;
    private final Wire wire;
    private final MailboxBudget budget;
    private final SmtpFaults faults;
    private final AtomicBoolean over = new AtomicBoolean();
    private final String serverName;

    SmtpSession(
            AccountSettings account,
            Token token,
            SmtpDialogue dialogue,
            SessionSockets sockets,
            Wire wire,
            MailboxBudget budget) {
        this.budget = budget;
        this.account = account;
        this.token = token;
        this.dialogue = dialogue;
        this.sockets = sockets;
        this.wire = wire;
        this.faults = new SmtpFaults(account);
        this.serverName = dialogue.banner();
    }

    /**
     * Connects and logs in: with one forced renewal of the token and one retry after a refused OAuth login.
     *
     * @param account the account
     * @param tokens where the token comes from
     * @param wire sockets, TLS and deadlines
     * @param budget what the mailbox can take, told of refusals
     * @return the session, to be closed by the caller
     * @throws MailboxException when that fails, classified; no connection is left open
     */
    public static SmtpSession open(AccountSettings account, TokenManager tokens, Wire wire, MailboxBudget budget) {
        return new SmtpLogin(account, tokens, wire, budget).open();
    }

    /**
     * How the server introduced itself.
     *
     * @return the greeting without its code and without control characters
     */
    public String serverName() {
        return serverName;
    }

    /**
     * When the token of this login ends.
     *
     * @return the instant; {@link Instant#MAX} for a password
     */
    public Instant tokenExpiresAt() {
        return token.expiresAt();
    }

    /**
     * Submits a mail to all of its recipients, or to none. Waits its turn, when the account has a rate of sending, as long as
     * an answer of the server may take.
     *
     * @param mail the mail
     * @return what the server accepted, with its reply to the final dot
     * @throws io.mailboxconnector.api.SubmissionRejected when sender, recipients, size or content were refused; the session
     *     stays usable unless the connection broke after the refusal
     * @throws io.mailboxconnector.api.SubmissionUnknown when the connection broke between the final dot and its reply
     * @throws io.mailboxconnector.api.ConnectionLost when it broke before; nothing was sent
     * @throws MailboxException for every other failure; nothing was sent
     */
    public SubmissionReceipt submit(RenderedMail mail) {
        if (isBroken()) {
            throw faults.over();
        }
        checkSize(mail);
        budget.awaitSend(account.sendRate(), account.timeouts().read());
        dialogue.beginMessage();
        try {
            if (mail.message() instanceof SMTPMessage message) {
                message.setMailExtension(mailParameters(mail));
            }
            dialogue.sendMessage(mail.message(), mail.recipients().toArray(InternetAddress[]::new));
            return receipt(mail);
        } catch (MessagingException e) {
            dialogue.remember(e);
            if (dialogue.finalReply().isPositive()) {
                // Whoever unwrapped the transport asked it to report success by an exception.
                return receipt(mail);
            }
            MailboxException fault = faults.submitting(e, dialogue, mail);
            if (isBroken()) {
                abort();
            }
            throw SmtpFaults.noted(fault, budget);
        } catch (IllegalStateException closedUnderneath) {
            // Whoever unwrapped the transport closed it.
            abort();
            throw faults.over();
        }
    }

    private SubmissionReceipt receipt(RenderedMail mail) {
        return new SubmissionReceipt(
                mail.messageId(),
                dialogue.finalReply().text(),
                mail.recipients(),
                wire.clock().instant());
    }

    /**
     * Whether nothing more can be asked of this session: closed, aborted, or its connection broke. No network traffic.
     *
     * @return true when it is over
     */
    public boolean isBroken() {
        return over.get() || sockets.isAborted() || dialogue.failure().isPresent();
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
        boolean alive = within(PROBE_LIMIT, dialogue::isConnected);
        if (!alive) {
            abort();
        }
        return alive;
    }

    /**
     * How many round trips this session has cost, the ones for connecting included.
     *
     * @return the number of replies waited for
     */
    public long flightCount() {
        return dialogue.flights();
    }

    /**
     * How many commands this session has sent, the ones for connecting included.
     *
     * @return the number of commands
     */
    public long commandCount() {
        return dialogue.commands();
    }

    /** Closes the connection at once, without a farewell. Any thread; idempotent. */
    public void abort() {
        over.set(true);
        sockets.abort();
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
        if (!type.isInstance(dialogue)) {
            throw MESSAGES.cannotUnwrap(type.getName());
        }
        return type.cast(dialogue);
    }

    /** {@code QUIT} within two seconds, then closes. Idempotent, never throws. */
    @Override
    public void close() {
        if (!isBroken()) {
            within(FAREWELL_LIMIT, this::quit);
        }
        abort();
    }

    private boolean quit() {
        try {
            dialogue.close();
            return true;
        } catch (MessagingException e) {
            SmtpLog.LOG.farewellFailed(account.smtp().toString(), e);
            return false;
        }
    }

    private void checkSize(RenderedMail mail) {
        long limit = dialogue.sizeLimit();
        if (limit > 0 && mail.size() > limit) {
            throw faults.tooLarge(mail.size(), limit);
        }
    }

    private String mailParameters(RenderedMail mail) {
        StringBuilder parameters = new StringBuilder();
        if (dialogue.supportsExtension("SIZE")) {
            parameters.append("SIZE=").append(mail.size());
        }
        if (mail.eightBit() && dialogue.supportsExtension("8BITMIME")) {
            parameters.append(parameters.isEmpty() ? "" : " ").append("BODY=8BITMIME");
        }
        return parameters.toString();
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
