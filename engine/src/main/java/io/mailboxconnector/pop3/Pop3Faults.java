package io.mailboxconnector.pop3;

import static io.mailboxconnector.pop3.Pop3Messages.MESSAGES;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.fault.LoginEcho;
import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.SuggestedBackoff;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.settings.AccountSettings;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns every failure of a POP3 server into an exception of the API, once, at the door of this room: by response code (RFC 2449
 * §8, RFC 3206), else by the words that servers are known to use.
 *
 * <p>Immutable.
 */
final class Pop3Faults {

    /** The pause after a server that throttles without naming a time. */
    private static final Duration UNNAMED = Duration.ofMinutes(5);

    private static final String LOGIN_DELAY = "LOGIN-DELAY";

    private final String mailbox;
    private final String server;

    Pop3Faults(AccountSettings account) {
        this.mailbox = account.mailbox();
        this.server = account.pop3().toString();
    }

    /** Whether another session holds the maildrop (RFC 2449 §8.1.1), which is no failure but a reason to wait. */
    static boolean isInUse(Pop3Reply reply) {
        return reply.code().equals("IN-USE")
                || (reply.code().isEmpty()
                        && says(
                                reply.text(),
                                "already locked",
                                "locked by another",
                                "lock busy",
                                "maildrop is locked",
                                "mailbox is locked",
                                "mailbox in use"));
    }

    /** Whether the last login was too short a time ago (RFC 2449 §8.1.2). */
    static boolean isTooSoon(Pop3Reply reply) {
        return reply.code().equals(LOGIN_DELAY);
    }

    /** The server does not want us from the first line on. */
    MailboxException turnedAway(Pop3Reply reply) {
        return general(reply, Duration.ZERO)
                .orElseGet(() -> MESSAGES.turnedAway(null, mailbox, server, ServerText.clean(reply.text())));
    }

    /** A login was refused, perhaps with a reason of its own; what it presented is not quoted. */
    MailboxException login(Pop3Reply reply, Token token, Optional<String> challenge, Capabilities capabilities) {
        LoginEcho echo = new LoginEcho(token.secret().reveal());
        String said = challenge.map(json -> reply.text() + " " + json).orElse(reply.text());
        String text = ServerText.clean(echo.masked(said));
        Pop3Reply masked = new Pop3Reply(reply.status(), reply.code(), text);
        if (says(text, "basicauthblocked", "basic authentication is disabled", "basic auth is disabled")) {
            return MESSAGES.passwordsDisabled(null, mailbox, server, text);
        }
        return general(masked, capabilities.loginDelay())
                .orElseGet(() -> token.mechanism() == Mechanism.BEARER
                        ? MESSAGES.tokenRefused(null, mailbox, server, text, explanation("MBX18001", text))
                        : MESSAGES.passwordRefused(null, mailbox, server, text, explanation("MBX18002", text)));
    }

    /** A command after the login was refused. */
    MailboxException command(String command, Pop3Reply reply) {
        return general(reply, Duration.ZERO)
                .orElseGet(() -> MESSAGES.refused(null, mailbox, server, ServerText.clean(reply.text()), command));
    }

    /** The server did not do at the end what it had agreed to do. */
    MailboxException notRemoved(Pop3Reply reply) {
        return MESSAGES.notRemoved(null, mailbox, server, ServerText.clean(reply.text()));
    }

    MailboxException uidlMissing(Pop3Reply reply) {
        return general(reply, Duration.ZERO)
                .orElseGet(() -> MESSAGES.uidlMissing(null, mailbox, server, ServerText.clean(reply.text())));
    }

    /** The connection could not be made. */
    MailboxException connecting(IOException cause) {
        return cause instanceof ProtocolException ? unreadable(cause) : NetworkFaults.classify(server, cause);
    }

    /** The connection broke under a command. */
    MailboxException lost(IOException cause) {
        if (cause instanceof ProtocolException) {
            return unreadable(cause);
        }
        MailboxException network = NetworkFaults.classify(server, cause);
        return network instanceof ConnectionLost
                ? network
                : MESSAGES.lost(cause, mailbox, server, ServerText.clean(cause.getMessage()));
    }

    MailboxException unreadable(Exception cause) {
        return MESSAGES.unreadable(cause, mailbox, server, ServerText.clean(cause.getMessage()));
    }

    /** What can be the answer to anything; empty when the reply says nothing of this kind. */
    private Optional<MailboxException> general(Pop3Reply reply, Duration loginDelay) {
        String text = ServerText.clean(reply.text());
        return Optional.ofNullable(
                switch (reply.code()) {
                    case LOGIN_DELAY ->
                        MESSAGES.tooSoon(loginDelay.isZero() ? UNNAMED : loginDelay, null, mailbox, server, text);
                    case "SYS/TEMP", "IN-USE" -> MESSAGES.unavailable(null, mailbox, server, text);
                    case "SYS/PERM" -> MESSAGES.broken(null, mailbox, server, text);
                    default -> byWords(text);
                });
    }

    private @Nullable MailboxException byWords(String text) {
        Optional<Duration> named = SuggestedBackoff.in(text);
        if (named.isPresent() || says(text, "throttled", "bandwidth limits")) {
            return MESSAGES.throttled(named.orElse(UNNAMED), null, mailbox, server, text);
        }
        if (says(text, "too many connections", "too many simultaneous", "maximum number of connections")) {
            return MESSAGES.throttled(Duration.ZERO, null, mailbox, server, text);
        }
        return says(text, "server unavailable", "temporarily unavailable", "temporary authentication failure")
                ? MESSAGES.unavailable(null, mailbox, server, text)
                : null;
    }

    private String explanation(String code, String text) {
        return SignalCatalogue.explain(
                code,
                Evidence.ofText(Phase.POP3, text),
                KnownValues.NONE.with(Placeholder.MAILBOX, mailbox).with(Placeholder.SERVER, server));
    }

    private static boolean says(String text, String... phrases) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(phrases).anyMatch(lower::contains);
    }
}
