package io.mailboxconnector.imap;

import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.Flags;
import jakarta.mail.search.SearchTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

public final class ImapSession implements AutoCloseable {

    private ImapSession() {}

    /** Connects, logs in (one forced token renewal and one retry after a refusal), probes (D13). */
    public static ImapSession open(AccountSettings account, TokenManager tokens, Wire wire) {
        throw new UnsupportedOperationException();
    }

    public AccountSettings account() {
        throw new UnsupportedOperationException();
    }

    /** Name and version by ID, else the greeting; without control characters. */
    public String serverName() {
        throw new UnsupportedOperationException();
    }

    /** When the token of this login ends; Instant.MAX for a password. */
    public Instant tokenExpiresAt() {
        throw new UnsupportedOperationException();
    }

    public boolean hasCapability(String name) {
        throw new UnsupportedOperationException();
    }

    /** SELECT. */
    public FolderState select(String folder) {
        throw new UnsupportedOperationException();
    }

    /** CREATE unless it exists. */
    public void createFolder(String folder) {
        throw new UnsupportedOperationException();
    }

    /** UID SEARCH with an expression as is, such as UNSEEN; ascending. */
    public UidSet search(String expression) {
        throw new UnsupportedOperationException();
    }

    public UidSet search(SearchTerm term) {
        throw new UnsupportedOperationException();
    }

    /** One UID FETCH (UID FLAGS INTERNALDATE RFC822.SIZE). Ascending by UID; vanished mails are missing. */
    public List<MailMetadata> metadata(UidSet uids) {
        throw new UnsupportedOperationException();
    }

    /** One UID FETCH BODY.PEEK[] for the whole set, in memory: the caller keeps the set within its budget. */
    public Map<Long, RawMail> bodies(UidSet uids) {
        throw new UnsupportedOperationException();
    }

    /** One big mail in large partial fetches into a temporary file. */
    public RawMail spooledBody(MailMetadata mail) {
        throw new UnsupportedOperationException();
    }

    public void store(UidSet uids, Flags flags, boolean set) {
        throw new UnsupportedOperationException();
    }

    /** UID MOVE, else UID COPY + STORE \Deleted + UID EXPUNGE, else COPY + \Deleted without expunge. */
    public void move(UidSet uids, String targetFolder) {
        throw new UnsupportedOperationException();
    }

    /** STORE \Deleted + UID EXPUNGE of exactly these; without UIDPLUS only \Deleted. */
    public void delete(UidSet uids) {
        throw new UnsupportedOperationException();
    }

    /** IDLE, ended by a change, {@link #wake()} or the time; DONE has a deadline after which the socket is closed. */
    public IdleOutcome idle(Duration limit) {
        throw new UnsupportedOperationException();
    }

    /** Ends the current or the next idle; any thread. Where the server has no IDLE, idle waits without a command. */
    public void wake() {
        throw new UnsupportedOperationException();
    }

    /** Asks for news without IDLE: NOOP; true when the folder changed since the last command that looked. */
    public boolean poll() {
        throw new UnsupportedOperationException();
    }

    /** Closes the socket at once; any thread. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /** LOGOUT within a bounded time, then closes. Idempotent, never throws. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
