package io.mailboxconnector.auth;

import static io.mailboxconnector.auth.AuthMessages.MESSAGES;

import io.mailboxconnector.auth.TokenSourceFactory.Login;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.wire.DaemonThreads;
import io.mailboxconnector.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tokens and passwords of all accounts; the only cache of tokens there is.
 *
 * <p>Accounts with equal authentication and trust share one token, whatever their mailbox: a thousand mailboxes of one client
 * cost one request an hour. Per login at most one request is under way; a token is renewed in the background at 80 % of its
 * life and served while the authorization server is down, until 60 s before its end; a failure is remembered, from 2 s
 * doubling to 5 min, or 5 min at once when the server said no, unless a secret is changed before. Changed settings are another
 * login, which starts afresh. A password is never kept: it is read anew for each session.
 *
 * <p>Safe for use by any number of threads. Creating one does no I/O and starts no thread; {@link #close()} ends its threads.
 */
public final class TokenManager implements AutoCloseable {

    private static final int MOST_RENEWALS_AT_ONCE = 4;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Clock clock;
    private final Wire wire;
    private final TokenSourceFactory sources;
    private final ThreadPoolExecutor background = backgroundThreads();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<Login, TokenEntry> entries = new HashMap<>();

    /** Guarded by {@link #lock}. */
    private boolean closed;

    /**
     * Creates it.
     *
     * @param clock decides about the age of tokens
     * @param wire gives the timer; closed by its owner, after this
     * @param sources gives the sources; closed by this
     */
    public TokenManager(Clock clock, Wire wire, TokenSourceFactory sources) {
        this.clock = clock;
        this.wire = wire;
        this.sources = sources;
    }

    /**
     * The current token of an account, or a new one; waits for the authorization server for a bounded time.
     *
     * @param account the account
     * @return a token that is valid for at least another minute, or for a tenth of a life of less than ten; or the password
     * @throws io.mailboxconnector.api.MailboxException when there is none, classified; a remembered failure comes at once
     */
    public Token token(AccountSettings account) {
        return isPassword(account) ? password(account) : entry(account).token();
    }

    /**
     * What to try once after a mail server refused a token: another token if there is one, else one that is asked for now. The
     * same token comes back when nothing else can be had: for a password, and when a renewal was forced just before.
     *
     * @param account the account
     * @param refused what the mail server refused
     * @return the token to try; with the same secret as the refused one there is no use in trying
     * @throws io.mailboxconnector.api.MailboxException when the renewal fails, classified
     */
    public Token replacement(AccountSettings account, Token refused) {
        return isPassword(account) ? password(account) : entry(account).replacement(refused);
    }

    /** Ends renewals and threads; waits for them for a bounded time. Callers that wait get a failure. Idempotent. */
    @Override
    public void close() {
        List<TokenEntry> last;
        lock.lock();
        try {
            closed = true;
            last = List.copyOf(entries.values());
            entries.clear();
        } finally {
            lock.unlock();
        }
        last.forEach(TokenEntry::close);
        sources.close();
        DaemonThreads.end(background, LONGEST_END);
    }

    /**
     * How it stands with the token of an account; asks nobody.
     *
     * @param account the account
     * @return the status now
     */
    public TokenStatus status(AccountSettings account) {
        return isPassword(account) ? TokenStatus.NONE : entry(account).status();
    }

    /** In which state the token of an account is; asks nobody. */
    TokenState state(AccountSettings account) {
        return entry(account).state();
    }

    private static boolean isPassword(AccountSettings account) {
        return account.authentication() instanceof Authentication.Password;
    }

    /** Read anew each time: it may have been changed, and reading it costs nobody a request. */
    private Token password(AccountSettings account) {
        try {
            return sources.of(login(account)).obtain();
        } catch (TokenRequestFailed e) {
            throw e.failure();
        }
    }

    private static Login login(AccountSettings account) {
        return new Login(
                account.authentication(),
                account.authentication().principal(account.mailbox()),
                account.trust(),
                account.login().proxy());
    }

    private TokenEntry entry(AccountSettings account) {
        Login login = login(account);
        lock.lock();
        try {
            if (closed) {
                throw MESSAGES.closed(null, login.name());
            }
            @Nullable TokenEntry known = entries.get(login);
            if (known != null) {
                return known;
            }
            TokenEntry entry = new TokenEntry(login.name(), sources.of(login), clock, background, wire.deadlines());
            entries.put(login, entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private static ThreadPoolExecutor backgroundThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_RENEWALS_AT_ONCE,
                MOST_RENEWALS_AT_ONCE,
                KEEP_ALIVE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads("mailbox-token-refresh"),
                // Refuses only when closed, and then nobody wants the token any more.
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
