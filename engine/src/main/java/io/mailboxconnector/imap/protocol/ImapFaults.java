package io.mailboxconnector.imap.protocol;

import static io.mailboxconnector.imap.protocol.ImapMessages.MESSAGES;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
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
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns every failure of an IMAP server into an exception of the API, once, at the door of this room: by response code
 * (RFC 9051 §7.1, RFC 5530), else by the words that servers are known to use.
 *
 * <p>Immutable.
 */
public final class ImapFaults {

    /** The pause after a server that throttles without naming a time. */
    private static final Duration UNNAMED = Duration.ofMinutes(5);

    /** What can happen to any command; the first rule that fits decides. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    says("authenticated but not connected"),
                    c -> MESSAGES.notConnected(c.cause, c.mailbox, c.server, c.text, c.explanation("MBX13003"))),
            new Rule(
                    says("basicauthblocked", "basic authentication is disabled", "basic auth is disabled"),
                    c -> MESSAGES.basicDisabled(c.cause, c.mailbox, c.server, c.text, c.explanation("MBX13004"))),
            new Rule(
                    says("application-specific password", "app password required", "app-specific password"),
                    c -> MESSAGES.appPasswordRequired(c.cause, c.mailbox, c.server, c.text, c.explanation("MBX13005"))),
            new Rule(says("accesstokenexpired"), c -> MESSAGES.tokenExpired(c.cause, c.mailbox, c.server, c.text)),
            new Rule(says("suggested backoff time", "request is throttled"), Case::throttled),
            new Rule(says("[throttled]", "bandwidth limits"), c -> c.limitReached(UNNAMED)),
            new Rule(
                    says(
                            "[limit]",
                            "too many simultaneous connections",
                            "maximum number of connections",
                            "too many connections",
                            "connection limit"),
                    c -> c.limitReached(Duration.ZERO)),
            new Rule(
                    says(
                            "[unavailable]",
                            "[inuse]",
                            "[serverbug]",
                            "server unavailable",
                            "temporary authentication failure"),
                    c -> MESSAGES.unavailable(c.cause, c.mailbox, c.server, c.text, c.explanation("MBX13006"))),
            new Rule(says("[overquota]"), c -> MESSAGES.overQuota(c.cause, c.mailbox, c.server, c.text)));

    /** At a login and at a search LIMIT means too much at once; here it means that there is no more of it (RFC 5530 §3). */
    private static final List<Rule> STORING_RULES = List.of(new Rule(
            says("[limit]", "[toobig]"), c -> MESSAGES.limitExceeded(c.cause, c.mailbox, c.server, c.text, c.command)));

    private static final Pattern STORING = Pattern.compile("(?:CREATE|RENAME|APPEND|UID STORE|UID COPY|UID MOVE)\\b.*");

    private static final List<Rule> COMMAND_RULES = List.of(
            new Rule(says("invalid credentials"), c -> MESSAGES.tokenExpired(c.cause, c.mailbox, c.server, c.text)),
            new Rule(
                    says(
                            "[nonexistent]",
                            "[trycreate]",
                            "doesn't exist",
                            "does not exist",
                            "no such mailbox",
                            "no such folder",
                            "unknown mailbox"),
                    c -> MESSAGES.folderMissing(c.cause, c.mailbox, c.server, c.text, c.command)),
            new Rule(says("[noperm]"), c -> MESSAGES.noPermission(c.cause, c.mailbox, c.server, c.text, c.command)),
            new Rule(
                    says("[alreadyexists]"),
                    c -> MESSAGES.alreadyExists(c.cause, c.mailbox, c.server, c.text, c.command)),
            new Rule(says("[cannot]"), c -> MESSAGES.impossible(c.cause, c.mailbox, c.server, c.text, c.command)),
            new Rule(says("[corruption]"), c -> MESSAGES.corrupt(c.cause, c.mailbox, c.server, c.text, c.command)),
            new Rule(
                    says("[expungeissued]"), c -> MESSAGES.mailsGone(c.cause, c.mailbox, c.server, c.text, c.command)));

    private final String mailbox;
    private final String server;

    ImapFaults(AccountSettings account) {
        this.mailbox = account.mailbox();
        this.server = account.imap().toString();
    }

    /** A login that failed, at whatever point. What it presented is not quoted. */
    MailboxException login(MessagingException failure, Token token, @Nullable String challenge) {
        if (failure instanceof AuthenticationFailedException) {
            return loginRefused(failure, String.valueOf(failure.getMessage()), token, challenge);
        }
        if (!(failure.getCause() instanceof ProtocolException protocol)) {
            return NetworkFaults.classify(server, failure);
        }
        Response response = protocol.getResponse();
        if (response == null) {
            return withoutResponse(protocol);
        }
        if (response.isSynthetic()) {
            return NetworkFaults.classify(server, exceptionOf(response, protocol));
        }
        if (response.isBYE()) {
            Case turnedAway = newLogin(protocol, textOf(response), token);
            return first(RULES, turnedAway, c -> MESSAGES.turnedAway(c.cause, c.mailbox, c.server, c.text));
        }
        return loginRefused(protocol, textOf(response), token, challenge);
    }

    /** A command after the login that failed. */
    public MailboxException command(String command, ProtocolException failure) {
        if (failure instanceof Renumbered) {
            return MESSAGES.renumbered(failure, mailbox, server, command);
        }
        Response response = failure.getResponse();
        if (response == null) {
            return unreadable(failure);
        }
        if (response.isSynthetic()) {
            return lost(exceptionOf(response, failure));
        }
        Case theCase = newCase(failure, textOf(response), command);
        if (response.isBYE()) {
            return first(RULES, theCase, c -> MESSAGES.goodbye(c.cause, c.mailbox, c.server, c.text));
        }
        Verdict rest = response.isBAD()
                ? c -> MESSAGES.notUnderstood(c.cause, c.mailbox, c.server, c.text, c.command)
                : c -> first(COMMAND_RULES, c, d -> MESSAGES.refused(d.cause, d.mailbox, d.server, d.text, d.command));
        List<Rule> storing = STORING.matcher(command).matches() ? STORING_RULES : List.of();
        return first(storing, theCase, c -> first(RULES, c, rest));
    }

    /** A success by which the server says that it throttles (Gmail): as if it had refused. */
    MailboxThrottled slowedDown(String line) {
        String text = ServerText.clean(line);
        Case theCase = new Case(null, mailbox, server, text, "");
        return theCase.limitReached(SuggestedBackoff.in(text).orElse(UNNAMED));
    }

    /** The connection broke under a command. */
    public MailboxException lost(Throwable cause) {
        MailboxException network = NetworkFaults.classify(server, cause);
        return network instanceof ConnectionLost
                ? network
                : MESSAGES.lost(cause, mailbox, server, ServerText.clean(cause.getMessage()));
    }

    /** An answer that makes no sense. */
    MailboxException unreadable(Exception cause) {
        return MESSAGES.unreadable(cause, mailbox, server, ServerText.clean(cause.toString()));
    }

    private MailboxException withoutResponse(ProtocolException failure) {
        if (failure.getCause() instanceof IOException handshake) {
            return NetworkFaults.classify(server, handshake);
        }
        String text = String.valueOf(failure.getMessage());
        if (text.equals(AngusStore.NO_TOKENS)) {
            return MESSAGES.tokensNotAccepted(failure, mailbox, server);
        }
        if (text.startsWith("STARTTLS required")) {
            return MESSAGES.startTlsMissing(failure, mailbox, server);
        }
        if (text.contains("No login methods")) {
            return MESSAGES.passwordsNotAccepted(failure, mailbox, server, ServerText.clean(text));
        }
        return unreadable(failure);
    }

    private MailboxException loginRefused(Exception cause, String text, Token token, @Nullable String challenge) {
        String answer = challenge == null ? text : text + " " + challenge;
        return first(
                RULES,
                newLogin(cause, answer, token),
                c -> token.mechanism() == Mechanism.BEARER
                        ? MESSAGES.tokenRefused(c.cause, c.mailbox, c.server, c.text, c.explanation("MBX13001"))
                        : MESSAGES.passwordRefused(c.cause, c.mailbox, c.server, c.text, c.explanation("MBX13002")));
    }

    private Case newLogin(Exception cause, String text, Token token) {
        LoginEcho echo = new LoginEcho(token.secret().reveal());
        return newCase(echo.masked(cause), echo.masked(text), "login");
    }

    private Case newCase(Exception cause, String text, String command) {
        return new Case(cause, mailbox, server, ServerText.clean(text), command);
    }

    private static Exception exceptionOf(Response response, ProtocolException otherwise) {
        Exception cause = response.getException();
        return cause == null ? otherwise : cause;
    }

    /** The words after NO, BAD or BYE; somebody may have read a part of them already. */
    private static String textOf(Response response) {
        Response whole = new Response(response);
        whole.reset();
        return whole.getRest();
    }

    private static MailboxException first(List<Rule> rules, Case theCase, Verdict otherwise) {
        String lower = theCase.text.toLowerCase(Locale.ROOT);
        return rules.stream()
                .filter(rule -> rule.matches.test(lower))
                .findFirst()
                .map(Rule::verdict)
                .orElse(otherwise)
                .of(theCase);
    }

    private static Predicate<String> says(String... phrases) {
        return text -> Stream.of(phrases).anyMatch(text::contains);
    }

    private record Case(@Nullable Exception cause, String mailbox, String server, String text, String command) {

        String explanation(String code) {
            return SignalCatalogue.explain(
                    code,
                    Evidence.ofText(Phase.IMAP, text),
                    KnownValues.NONE.with(Placeholder.MAILBOX, mailbox).with(Placeholder.SERVER, server));
        }

        MailboxException throttled() {
            Duration backoff = SuggestedBackoff.in(text).orElse(UNNAMED);
            return MESSAGES.throttled(backoff, cause, mailbox, server, backoff, text, explanation("MBX13008"));
        }

        MailboxThrottled limitReached(Duration backoff) {
            return MESSAGES.limitReached(backoff, cause, mailbox, server, text, explanation("MBX13007"));
        }
    }

    private record Rule(Predicate<String> matches, Verdict verdict) {}

    private interface Verdict {
        MailboxException of(Case theCase);
    }
}
