package io.mailboxconnector.engine;

import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.auth.TokenStatus;
import io.mailboxconnector.auth.consent.Consents;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.auth.store.TokenStores;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.limits.MailboxBudgets;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.smtp.BrokenExtensions;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.smtp.SubmissionOptions;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.Wire;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The front door of the engine: opens sessions and owns what they share, the token manager,
 * the budgets of the mailboxes and the deadlines.
 *
 * <p>Safe for use by any number of threads. Creating one does no I/O and starts no thread.
 */
public final class MailEngine implements AutoCloseable {

    private final Wire wire;
    private final TokenManager tokens;
    private final Consents consents;
    private final BrokenExtensions broken = new BrokenExtensions();
    private final MailboxBudgets budgets;
    private final SpoolDirectory spool = SpoolDirectory.ofServer();
    private final AtomicBoolean swept = new AtomicBoolean();

    /**
     * Creates an engine for threads without transactions.
     *
     * @param clock the clock of everything in it
     */
    public MailEngine(Clock clock) {
        this(clock, Pause.real());
    }

    /**
     * Creates an engine in which sending waits its turn otherwise.
     *
     * @param clock the clock of everything in it
     * @param pause how threads wait for their turn to send
     */
    public MailEngine(Clock clock, Pause pause) {
        this(clock, pause, TokenStores.inServer(() -> false));
    }

    /**
     * Creates an engine that finds databases otherwise.
     *
     * @param clock the clock of everything in it
     * @param pause how threads wait for their turn to send
     * @param databases where refresh tokens are kept in tables, by the names of data sources
     */
    public MailEngine(Clock clock, Pause pause, Function<String, Database> databases) {
        this.wire = new Wire(clock);
        TokenStores stores = new TokenStores(clock, Pause.real(), databases);
        this.tokens = new TokenManager(clock, wire, new TokenSources(clock, wire, stores::of));
        this.consents = new Consents(clock, wire, stores::of);
        this.budgets = new MailboxBudgets(clock, pause);
    }

    /**
     * Opens a session for reading: connects, logs in, probes.
     *
     * @param account the account
     * @return the session, to be closed by the caller
     * @throws io.mailboxconnector.api.MailboxException when that fails, classified
     */
    public ImapSession openImap(AccountSettings account) {
        return openImap(account, new Opening());
    }

    /**
     * Opens a session for reading as {@link #openImap(AccountSettings)} does, so that another thread may abandon it.
     *
     * @param account the account
     * @param opening what the other thread has in its hands
     * @return the session, to be closed by the caller
     * @throws io.mailboxconnector.api.MailboxException when that fails or is abandoned
     */
    public ImapSession openImap(AccountSettings account, Opening opening) {
        // Not in the constructor, which touches no file, and not only when a big mail comes, which may be never.
        if (swept.compareAndSet(false, true)) {
            spool.removeLeftovers();
        }
        return ImapSession.open(account, tokens, wire, budgets.of(account), opening, spool);
    }

    /**
     * Opens a session for sending: connects and logs in.
     *
     * @param account the account
     * @return the session, to be closed by the caller
     * @throws io.mailboxconnector.api.MailboxException when that fails, classified
     */
    public SmtpSession openSmtp(AccountSettings account) {
        return openSmtp(account, SubmissionOptions.DEFAULT);
    }

    /**
     * Opens a session for sending: connects and logs in.
     *
     * @param account the account
     * @param options how mails are submitted
     * @return the session, to be closed by the caller
     * @throws io.mailboxconnector.api.MailboxException when that fails, classified
     */
    public SmtpSession openSmtp(AccountSettings account, SubmissionOptions options) {
        return SmtpSession.open(account, tokens, wire, budgets.of(account), options, broken);
    }

    /**
     * Gets the token of an account without opening a session: a session that is opened next uses it.
     *
     * @param account the account
     * @return when the token ends; {@link Instant#MAX} for a password, for which nobody is asked
     * @throws io.mailboxconnector.api.MailboxException when there is no token to be had, classified
     */
    public Instant obtainToken(AccountSettings account) {
        return tokens.token(account).expiresAt();
    }

    /**
     * How it stands with the token of an account, and with what it is asked for with; asks nobody.
     *
     * @param account the account
     * @return the status now
     * @throws io.mailboxconnector.api.MailboxException when a file of the account cannot be read, or the engine is closed
     */
    public TokenStatus tokenStatus(AccountSettings account) {
        return tokens.status(account);
    }

    /**
     * How people consent that this engine opens their mailboxes.
     *
     * @return closed with the engine
     */
    public Consents consents() {
        return consents;
    }

    /**
     * What a mailbox can take now. Sessions of this engine ask it by themselves before they open and before each command or
     * mail.
     *
     * @param account the account whose mailbox it is
     * @return the budget that all sessions of the mailbox share
     */
    public MailboxBudget budget(AccountSettings account) {
        return budgets.of(account);
    }

    /**
     * Where big mails are kept in files, reading and sending.
     *
     * @return the directory, which only {@link #close()} deletes
     */
    public SpoolDirectory spool() {
        return spool;
    }

    /**
     * The clock of everything in this engine.
     *
     * @return the clock
     */
    public Clock clock() {
        return wire.clock();
    }

    /**
     * Ends the threads of the engine and deletes the files of mails that nobody closed. Sessions are closed by their owners
     * before. Idempotent.
     */
    @Override
    public void close() {
        tokens.close();
        consents.close();
        wire.close();
        spool.close();
    }
}
