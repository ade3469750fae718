package io.mailboxconnector.imap;

import static io.mailboxconnector.imap.protocol.ImapMessages.MESSAGES;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.imap.folders.FolderCommands;
import io.mailboxconnector.imap.folders.Lane.Step;
import io.mailboxconnector.imap.folders.UidMapping;
import io.mailboxconnector.imap.protocol.AngusProtocol;
import io.mailboxconnector.imap.protocol.Door;
import io.mailboxconnector.imap.protocol.ImapLogin;
import io.mailboxconnector.imap.protocol.Renumbered;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Deadline;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.jspecify.annotations.Nullable;

/**
 * One IMAP connection, logged in (RFC 9051, RFC 3501): sends exactly the commands that are asked for, no hidden reconnect and
 * no hidden NOOP. After a {@link ConnectionLost} the session is of no more use.
 *
 * <p>Belongs to one thread, apart from {@link #wake} and {@link #abort}. Every call but {@link #close} throws a
 * {@link MailboxException}, classified, and {@code MailboxThrottled} while the mailbox is to be left alone. Nothing waits longer than the time-outs of the account, apart from {@link #idle}.
 */
public final class ImapSession implements AutoCloseable {

    private static final Duration LONGEST_PROBE = Duration.ofSeconds(5);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final AccountSettings account;
    private final ImapLogin.Connected connected;
    private final AngusProtocol protocol;
    private final SessionSockets sockets;
    private final Door door;
    private final Fetching fetching;
    private final Wire wire;
    private final MailboxBudget budget;
    private final Idling idling;
    private final Refiling refiling;
    private final MailSearch searching;
    private final FolderCommands folders;
    private @Nullable FolderState selected;
    private boolean unwrapped;
    private boolean closed;

    private ImapSession(
            AccountSettings account,
            ImapLogin.Connected connected,
            Wire wire,
            MailboxBudget budget,
            SpoolDirectory spool) {
        this.budget = budget;
        this.account = account;
        this.connected = connected;
        this.protocol = connected.protocol();
        this.sockets = connected.sockets();
        this.door = new Door(connected.faults(), connected.sockets(), budget, protocol::takeSlowedDown);
        this.fetching = new Fetching(protocol, account.mailbox(), wire.clock(), spool);
        this.wire = wire;
        this.idling = new Idling(protocol, sockets, wire.deadlines(), account.timeouts(), connected.faults());
        this.refiling = new Refiling(protocol, account.mailbox());
        this.searching = new MailSearch(protocol, account.mailbox(), refiling::requireKeyword);
        this.folders =
                new FolderCommands(protocol, door, account.mailbox(), refiling::requireKeyword, () -> selected = null);
    }

    /**
     * Connects, logs in and probes. After a refused token one other token is tried on a new connection.
     *
     * @param account the account
     * @param tokens where tokens and passwords come from
     * @param wire sockets, deadlines, clock
     * @param budget what the mailbox can take, told of refusals
     * @param opening by which another thread may abandon it
     * @param spool where big mails are kept
     * @return the session, to be closed by the caller
     */
    public static ImapSession open(
            AccountSettings account,
            TokenManager tokens,
            Wire wire,
            MailboxBudget budget,
            Opening opening,
            SpoolDirectory spool) {
        return open(
                account,
                () -> tokens.token(account),
                refused -> tokens.replacement(account, refused),
                wire,
                budget,
                opening,
                spool);
    }

    static ImapSession open(
            AccountSettings account,
            Supplier<Token> tokens,
            UnaryOperator<Token> replacements,
            Wire wire,
            MailboxBudget budget,
            Opening opening,
            SpoolDirectory spool) {
        budget.requireOpen();
        ImapLogin login = new ImapLogin(account, tokens, replacements, wire, budget, opening);
        return new ImapSession(account, login.open(), wire, budget, spool);
    }

    /** The account that the session was opened with. */
    public AccountSettings account() {
        return account;
    }

    /** Who the server says it is in one line: name and version by ID (RFC 2971), else the words of its greeting. */
    public String serverName() {
        return connected.serverName();
    }

    /** When the token of this login ends; {@link Instant#MAX} for a password. */
    public Instant tokenExpiresAt() {
        return connected.tokenExpiresAt();
    }

    /**
     * Whether the server offered a capability after the login.
     *
     * @param name the name in any case, such as {@code MOVE}
     * @return true when it did
     */
    public boolean hasCapability(String name) {
        return protocol.hasCapability(name);
    }

    /** How many tagged commands were sent on this connection, the login included. Any thread. */
    public long commandCount() {
        return protocol.commandCount();
    }

    /**
     * Selects a folder (RFC 9051 §6.3.2). Sends nothing when it is selected already: then the state is the one of that time;
     * after {@link #unwrap} always sends.
     *
     * @param folder the full name
     * @return what the server said about it
     */
    public FolderState select(String folder) {
        FolderState current = selected;
        return current != null && !unwrapped && current.folder().equals(folder) ? current : selectNow(folder);
    }

    private FolderState selectNow(String folder) {
        selected = null;
        protocol.forgetFolder();
        selected = run("SELECT " + folder, () -> stateOf(folder, protocol.select(folder)));
        return selected;
    }

    private FolderState stateOf(String folder, MailboxInfo info) {
        if (info.uidvalidity < 1) {
            throw MESSAGES.noUidValidity(account.mailbox(), account.imap().toString(), folder);
        }
        return FolderState.of(folder, info);
    }

    /**
     * Creates a folder (RFC 9051 §6.3.4). One that exists already is a success.
     *
     * @param folder the full name
     * @return false when it existed already
     */
    public boolean createFolder(String folder) {
        return run("CREATE " + folder, () -> refiling.createFolder(folder));
    }

    /** What can be done with folders that are not selected. */
    public FolderCommands folders() {
        return folders;
    }

    /**
     * Searches the selected folder.
     *
     * @param expression search keys in plain ASCII, such as {@code UNSEEN}
     * @return what was found, in ascending order
     */
    public UidSet search(String expression) {
        return inFolder("UID SEARCH", () -> searching.search(expression));
    }

    /**
     * Searches the selected folder. A term that IMAP cannot express is refused.
     *
     * @param term what to look for
     * @return what was found, in ascending order
     */
    public UidSet search(SearchTerm term) {
        return inFolder("UID SEARCH", () -> searching.search(term));
    }

    /**
     * Reads what is known of mails without their bodies, by one {@code UID FETCH}.
     *
     * @param uids mails of the selected folder
     * @return in ascending order of the UIDs; mails that are gone are missing
     */
    public List<MailMetadata> metadata(UidSet uids) {
        return inFolder("UID FETCH", () -> fetching.metadata(uids));
    }

    /** As {@link #metadata}, of all mails from a UID on. */
    public List<MailMetadata> metadataFrom(long firstUid) {
        return inFolder("UID FETCH", () -> fetching.metadataFrom(firstUid));
    }

    /**
     * Reads whole mails into memory by one {@code UID FETCH}, without marking them as read: the caller keeps the set within
     * its budget.
     *
     * @param uids mails of the selected folder
     * @return the mails by UID, ascending; mails that are gone are missing
     */
    public Map<Long, RawMail> bodies(UidSet uids) {
        return inFolder("UID FETCH", () -> fetching.bodies(uids));
    }

    /**
     * Reads one big mail into a temporary file, in pieces of 1 MiB, without marking it as read.
     *
     * @param mail a mail of the selected folder
     * @return the mail, whose closing deletes the file
     * @throws io.mailboxconnector.api.MailboxRefused when the mail is gone
     */
    public RawMail spooledBody(MailMetadata mail) {
        return inFolder("UID FETCH", () -> fetching.spooledBody(mail, selected == null ? "" : selected.folder()));
    }

    /** Reads the headers of mails into memory, as {@link #headers(MailMetadata)}, by one {@code UID FETCH}; by UID, ascending. */
    public Map<Long, RawMail> headers(UidSet uids) {
        return inFolder("UID FETCH", () -> fetching.headers(uids));
    }

    /** Reads the headers of one mail into memory, at most 1 MiB and one byte; when it is gone, as {@link #spooledBody}. */
    public RawMail headers(MailMetadata mail) {
        return inFolder("UID FETCH", () -> fetching.headers(mail, selected == null ? "" : selected.folder()));
    }

    /**
     * Sets or clears flags and keywords; the others stay as they are.
     *
     * @param uids mails of the selected folder; those that are gone are skipped
     * @param flags the flags
     * @param set true to set, false to clear
     */
    public void store(UidSet uids, Flags flags, boolean set) {
        inFolder("UID STORE", step(() -> refiling.store(uids, flags, set)));
    }

    /**
     * Sets flags and keywords as {@link #store} does, and lets the server tell what each mail has then: that the flag stands is
     * known without another command.
     *
     * @param uids mails of the selected folder; those that are gone are skipped
     * @param flags the flags
     * @return all flags and keywords by UID, in lower case; mails of which the server did not tell are missing
     */
    public Map<Long, Set<String>> mark(UidSet uids, Flags flags) {
        return inFolder("UID STORE", () -> refiling.mark(uids, flags));
    }

    /**
     * Moves mails: {@code UID MOVE}, else {@code UID COPY}, {@code \Deleted} and {@code UID EXPUNGE} of exactly these, else
     * {@code UID COPY} and {@code \Deleted}.
     *
     * @param uids mails of the selected folder; those that are gone are skipped
     * @param targetFolder the full name of an existing folder
     * @return the UIDs in the target, as far as the server tells
     */
    public UidMapping move(UidSet uids, String targetFolder) {
        return inFolder("UID MOVE to " + targetFolder, () -> refiling.move(uids, targetFolder));
    }

    /**
     * Copies mails (RFC 9051 §6.4.7).
     *
     * @param uids mails of the selected folder; those that are gone are skipped
     * @param targetFolder the full name of an existing folder
     * @return which have a copy now
     */
    public Copied copy(UidSet uids, String targetFolder) {
        return inFolder("UID COPY to " + targetFolder, () -> refiling.copy(uids, targetFolder));
    }

    /**
     * Deletes the originals of copies as {@link #delete(UidSet)} does; without proof of the copies it only marks them.
     *
     * @param copied what {@link #copy} achieved
     */
    public void delete(Copied copied) {
        inFolder("UID EXPUNGE", step(() -> refiling.delete(copied)));
    }

    /**
     * Deletes exactly these mails; on a server without UIDPLUS they are only marked as deleted.
     *
     * @param uids mails of the selected folder; those that are gone are skipped
     */
    public void delete(UidSet uids) {
        inFolder("UID EXPUNGE", step(() -> refiling.delete(uids)));
    }

    /**
     * Waits for news of the selected folder by IDLE (RFC 2177). News that came before, with the answer to another command, ends
     * it at once. Where the server has no IDLE, or refused it, it waits without any command and news do not end it:
     * {@link #poll} then. Where the server ends IDLE by itself at once, the rest of a second is waited in the same manner.
     *
     * @param limit how long; servers and firewalls allow less than 29 minutes
     * @return why it ended; the connection is ready for commands
     * @throws ConnectionLost also when the server does not answer within the read time-out when the idling is to end
     */
    public IdleOutcome idle(Duration limit) {
        return inFolder("IDLE", () -> idling.idle(limit));
    }

    /**
     * Whether the server told, in IDLE or beside the answer to another command, that somebody changed the flags of a mail: then a
     * mail that was not selected may be so now.
     *
     * @return true when it did since this was asked last
     */
    public boolean takeFlagsChanged() {
        return protocol.takeFlagsChanged();
    }

    /** Ends the current idle or, when there is none, the next one. Any thread. */
    public void wake() {
        idling.wake();
    }

    /**
     * Asks for news of the selected folder by NOOP.
     *
     * @return true when something changed since the last idle, poll or select
     */
    public boolean poll() {
        return inFolder("NOOP", idling::poll);
    }

    /**
     * Asks the server by NOOP whether it is still there, whatever is selected, within five seconds or the read time-out,
     * whichever is less. Never throws; a session that does not answer is of no more use.
     *
     * @return whether it answered
     */
    public boolean isAlive() {
        if (isBroken()) {
            return false;
        }
        if (budget.pausedUntil().isPresent()) {
            // A probe is traffic, too. Who uses the session is told why it cannot be used now.
            return true;
        }
        try (Deadline deadline = wire.deadline(LONGEST_PROBE, this::abort)) {
            run("NOOP", () -> protocol.ask("NOOP", null));
            return !deadline.isOver();
        } catch (MailboxException e) {
            // Whatever the server said instead of OK: nothing should be asked of it any more.
            abort();
            return false;
        }
    }

    /** Whether nothing more can be asked of this session: closed, aborted, or its connection broke. No network traffic. */
    public boolean isBroken() {
        return closed || sockets.isAborted();
    }

    /** Closes the socket at once: a thread that waits for the server gets a {@link ConnectionLost}. Any thread. */
    public void abort() {
        sockets.abort();
    }

    /**
     * Gives the connected store of Angus Mail. Whoever holds it may select any folder on this connection at any time, so from
     * now on each call selects its folder anew: close the store's folders before the session is used again.
     *
     * @param type {@link IMAPStore} or a supertype
     * @param <T> the wanted type
     * @return the store, which stays the property of the session
     * @throws IllegalArgumentException for any other type
     */
    public <T> T unwrap(Class<T> type) {
        if (!type.isAssignableFrom(IMAPStore.class)) {
            throw new IllegalArgumentException(
                    "an IMAP session has " + IMAPStore.class.getName() + ", no " + type.getName());
        }
        unwrapped = true;
        return type.cast(connected.store());
    }

    /** LOGOUT within at most five seconds, then closes. Idempotent, never throws. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Duration read = account.timeouts().read();
            sockets.setReadTimeout(read.compareTo(LONGEST_FAREWELL) < 0 ? read : LONGEST_FAREWELL);
            connected.store().close();
        } catch (MessagingException | IOException | RuntimeException e) {
            MESSAGES.closeFailed(e);
        } finally {
            sockets.abort();
            connected.store().discard();
        }
    }

    private <T> T inFolder(String command, Step<T> step) {
        FolderState current = selected;
        if (current == null) {
            throw new IllegalStateException("select a folder first");
        }
        if (unwrapped && selectNow(current.folder()).uidValidity() != current.uidValidity()) {
            return run(command, () -> {
                throw new Renumbered();
            });
        }
        return run(command, step);
    }

    private static Step<Boolean> step(Action action) {
        return () -> {
            action.run();
            return true;
        };
    }

    /** The door of the room: nothing but classified failures leaves it. */
    private <T> T run(String command, Step<T> step) {
        return door.run(command, step);
    }

    /** Some commands without a result. */
    private interface Action {
        void run() throws ProtocolException;
    }
}
