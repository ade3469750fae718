package io.mailboxconnector.pop3;

import static io.mailboxconnector.pop3.Pop3Messages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.sasl.SecondToken;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.wire.Opening;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Opens a connection and logs in: a token that the server refuses is replaced once and tried once more on a new connection.
 * Ends with STAT as a probe, because some servers accept the login of a mailbox that they do not open.
 *
 * <p>Used by one thread, once.
 */
final class Pop3Login {

    /**
     * What a session works with.
     *
     * @param dialogue the connection
     * @param sockets its sockets
     * @param capabilities what the server can do
     * @param serverName who the server says it is
     * @param tokenExpiresAt when the token of the login ends
     */
    record Connected(
            Pop3Dialogue dialogue,
            SessionSockets sockets,
            Capabilities capabilities,
            String serverName,
            Instant tokenExpiresAt) {}

    private final AccountSettings account;
    private final Supplier<Token> tokens;
    private final UnaryOperator<Token> replacements;
    private final Wire wire;
    private final MailboxBudget budget;
    private final Opening opening;
    private final Pop3Faults faults;

    Pop3Login(
            AccountSettings account,
            Supplier<Token> tokens,
            UnaryOperator<Token> replacements,
            Wire wire,
            MailboxBudget budget,
            Opening opening) {
        this.account = account;
        this.tokens = tokens;
        this.replacements = replacements;
        this.wire = wire;
        this.budget = budget;
        this.opening = opening;
        this.faults = new Pop3Faults(account);
    }

    /** Logs in; empty when another session holds the maildrop. */
    Optional<Connected> open() {
        return SecondToken.logIn(tokens.get(), replacements, this::connect);
    }

    private Optional<Connected> connect(Token token) {
        SessionSockets sockets = wire.sockets(account.trust());
        opening.uses(sockets);
        boolean open = false;
        try {
            Pop3Dialogue dialogue = Pop3Dialogue.connect(account, wire, sockets);
            Optional<Connected> connected = logIn(dialogue, sockets, token);
            open = connected.isPresent();
            return connected;
        } catch (IOException e) {
            throw faults.connecting(e);
        } finally {
            if (!open) {
                sockets.abort();
            }
        }
    }

    private Optional<Connected> logIn(Pop3Dialogue dialogue, SessionSockets sockets, Token token) throws IOException {
        Pop3Reply greeting = dialogue.reply();
        if (!greeting.isOk()) {
            return refused(greeting, faults.turnedAway(greeting));
        }
        Capabilities capabilities = capabilities(dialogue);
        if (account.pop3().tls() == TlsMode.STARTTLS) {
            capabilities = startTls(dialogue, capabilities);
        }
        Pop3Authentication authentication = new Pop3Authentication(account, dialogue, capabilities);
        Pop3Reply reply = authentication.present(token);
        if (!reply.isOk()) {
            return refused(reply, faults.login(reply, token, authentication.challenge(), capabilities));
        }
        Pop3Reply probe = dialogue.ask("STAT");
        if (!probe.isOk()) {
            return refused(probe, faults.login(probe, token, authentication.challenge(), capabilities));
        }
        String told = capabilities.implementation();
        return Optional.of(new Connected(
                dialogue, sockets, capabilities, told.isEmpty() ? greeting.text() : told, token.expiresAt()));
    }

    /** Empty when another session holds the maildrop; otherwise throws. */
    private Optional<Connected> refused(Pop3Reply reply, MailboxException fault) {
        if (Pop3Faults.isInUse(reply)) {
            return Optional.empty();
        }
        // Who logs in too often may still send.
        if (fault instanceof MailboxThrottled throttled && !Pop3Faults.isTooSoon(reply)) {
            budget.throttled(throttled);
        }
        throw fault;
    }

    /** What was said before TLS is void (RFC 2595 §4). */
    private Capabilities startTls(Pop3Dialogue dialogue, Capabilities before) throws IOException {
        if (!before.mayKnow("STLS") || !dialogue.ask("STLS").isOk()) {
            throw MESSAGES.startTlsMissing(
                    null, account.mailbox(), account.pop3().toString());
        }
        dialogue.secure();
        return capabilities(dialogue);
    }

    private static Capabilities capabilities(Pop3Dialogue dialogue) throws IOException {
        return dialogue.ask("CAPA").isOk() ? Capabilities.of(dialogue.lines()) : Capabilities.unknown();
    }
}
