package io.mailboxconnector.pop3;

import static io.mailboxconnector.pop3.Pop3Messages.MESSAGES;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One POP3 connection, logged in (RFC 1939): the server keeps the maildrop locked for it until it ends. What is marked as deleted
 * is removed by {@link #quit()} and by nothing else; a session that ends otherwise has removed nothing.
 *
 * <p>Belongs to one thread, apart from {@link #abort}. Every call but {@link #close} throws a {@link MailboxException}, classified.
 * After a {@link ConnectionLost} the session is of no more use. Nothing waits longer than the time-outs of the account.
 */
public final class Pop3Session implements AutoCloseable {

    /** RFC 2449 §6.6: so few that their replies fit into the buffers of any network. */
    private static final int PIPELINED = 100;

    private static final int LONGEST_HEADERS = 1024 * 1024 + 1;
    private static final int DIGEST_LENGTH = 32;

    private final AccountSettings account;
    private final Pop3Dialogue dialogue;
    private final SessionSockets sockets;
    private final Capabilities capabilities;
    private final String serverName;
    private final Instant tokenExpiresAt;
    private final MailboxBudget budget;
    private final SpoolDirectory spool;
    private final Pop3Faults faults;
    private boolean closed;

    private Pop3Session(
            AccountSettings account, Pop3Login.Connected connected, MailboxBudget budget, SpoolDirectory spool) {
        this.account = account;
        this.dialogue = connected.dialogue();
        this.sockets = connected.sockets();
        this.capabilities = connected.capabilities();
        this.serverName = ServerText.oneLine(connected.serverName());
        this.tokenExpiresAt = connected.tokenExpiresAt();
        this.budget = budget;
        this.spool = spool;
        this.faults = new Pop3Faults(account);
    }

    /**
     * Connects, logs in and probes. After a refused token one other token is tried on a new connection.
     *
     * @param account the account
     * @param tokens where tokens and passwords come from
     * @param wire sockets, deadlines, clock
     * @param budget what the mailbox can take: one session of POP3 at a time
     * @param opening by which another thread may abandon it
     * @param spool where big mails are kept
     * @return the session, to be closed by the caller; empty while another one holds the maildrop, in this process or elsewhere
     */
    public static Optional<Pop3Session> open(
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

    static Optional<Pop3Session> open(
            AccountSettings account,
            Supplier<Token> tokens,
            UnaryOperator<Token> replacements,
            Wire wire,
            MailboxBudget budget,
            Opening opening,
            SpoolDirectory spool) {
        budget.requireOpen();
        if (!budget.takeMaildrop()) {
            return Optional.empty();
        }
        boolean open = false;
        try {
            Optional<Pop3Session> session = new Pop3Login(account, tokens, replacements, wire, budget, opening)
                    .open()
                    .map(connected -> new Pop3Session(account, connected, budget, spool));
            open = session.isPresent();
            return session;
        } finally {
            if (!open) {
                budget.returnMaildrop();
            }
        }
    }

    /** Who the server says it is: by its capabilities, else by the words of its greeting. */
    public String serverName() {
        return serverName;
    }

    /** When the token of this login ends; {@link Instant#MAX} for a password. */
    public Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }

    /** How long after this login the server wants the next one at the earliest (RFC 2449 §6.5); zero when it does not say. */
    public Duration loginDelay() {
        return capabilities.loginDelay();
    }

    /** How many commands were sent on this connection, the login included. Any thread. */
    public long commandCount() {
        return dialogue.commandCount();
    }

    /**
     * All mails of the maildrop, as it was when the session began.
     *
     * @return by number, which mostly is the order of arrival
     */
    public List<ListedMail> list() {
        List<String> names = inDialogue(() -> {
            Pop3Reply reply = dialogue.ask("UIDL");
            if (!reply.isOk()) {
                throw faults.uidlMissing(reply);
            }
            return dialogue.lines();
        });
        List<String> sizes = inDialogue(() -> {
            require("LIST", dialogue.ask("LIST"));
            return dialogue.lines();
        });
        return inDialogue(() -> Listing.of(names, sizes, this::digest));
    }

    /**
     * Reads a whole mail.
     *
     * @param mail one of the listed mails
     * @param spoolFrom the size from which it is kept in a file
     * @return the mail, to be closed by the caller
     */
    public RawMail retrieve(ListedMail mail, long spoolFrom) {
        return inDialogue(() -> {
            try (MailSink sink = new MailSink(spool, spoolFrom)) {
                require("RETR", dialogue.ask("RETR " + mail.number()));
                dialogue.content(sink);
                return sink.complete();
            }
        });
    }

    /**
     * Reads the headers of a mail into memory, at most 1 MiB and one byte.
     *
     * @param mail one of the listed mails
     * @return its headers
     */
    public RawMail headers(ListedMail mail) {
        if (!capabilities.mayKnow("TOP")) {
            throw MESSAGES.topMissing(account.mailbox(), account.pop3().toString());
        }
        return inDialogue(() -> RawMail.of(head("TOP " + mail.number() + " 0")));
    }

    /**
     * Marks mails as deleted, which removes none of them yet.
     *
     * @param mails listed mails
     * @return those that the server refused to mark, with its reason
     */
    public Map<ListedMail, MailboxException> markDeleted(List<ListedMail> mails) {
        int atOnce = capabilities.offers("PIPELINING") ? PIPELINED : 1;
        Map<ListedMail, MailboxException> refused = new LinkedHashMap<>();
        for (int first = 0; first < mails.size(); first += atOnce) {
            List<ListedMail> some = mails.subList(first, Math.min(mails.size(), first + atOnce));
            List<Pop3Reply> replies = inDialogue(() -> dialogue.askAtOnce(
                    some.stream().map(mail -> "DELE " + mail.number()).toList()));
            for (int i = 0; i < replies.size(); i++) {
                if (!replies.get(i).isOk()) {
                    refused.put(some.get(i), faults.command("DELE", replies.get(i)));
                }
            }
        }
        return refused;
    }

    /**
     * Ends the session by QUIT: the server removes what is marked as deleted (RFC 1939 §6).
     *
     * @throws MailboxException when it did not confirm that; then nobody knows, before the next listing shows it
     */
    public void quit() {
        try {
            inDialogue(() -> {
                Pop3Reply reply = dialogue.ask("QUIT");
                if (!reply.isOk()) {
                    throw faults.notRemoved(reply);
                }
                return reply;
            });
        } finally {
            close();
        }
    }

    /** Closes the connection at once: a thread that waits for the server gets a {@link ConnectionLost}. Any thread. */
    public void abort() {
        sockets.abort();
    }

    /** Closes the connection and gives the maildrop back; without {@link #quit()} nothing is removed. Idempotent, never throws. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sockets.abort();
            budget.returnMaildrop();
        }
    }

    /** What tells mails apart to which the server gives the same name, or none. */
    private String digest(int number) {
        boolean top = capabilities.mayKnow("TOP");
        byte[] head = inDialogue(() -> head(top ? "TOP " + number + " 0" : "RETR " + number));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(head);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The beginning of a content; the rest is read and dropped. */
    private byte[] head(String command) throws IOException {
        require(command.substring(0, command.indexOf(' ')), dialogue.ask(command));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        dialogue.content(octet -> {
            if (head.size() < LONGEST_HEADERS) {
                head.write(octet);
            }
        });
        return head.toByteArray();
    }

    private void require(String command, Pop3Reply reply) {
        if (!reply.isOk()) {
            throw faults.command(command, reply);
        }
    }

    /** Nothing but classified failures comes out of it; a connection that is lost is closed. */
    private <T> T inDialogue(Step<T> step) {
        if (closed) {
            throw MESSAGES.over(null, account.mailbox(), account.pop3().toString());
        }
        budget.requireOpen();
        try {
            return step.take();
        } catch (IOException e) {
            sockets.abort();
            throw faults.lost(e);
        } catch (MailboxThrottled throttled) {
            budget.throttled(throttled);
            throw throttled;
        }
    }

    /** A part of the dialogue. */
    private interface Step<T> {
        T take() throws IOException;
    }
}
