package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The two sides of one connection, with what holds for both of them. Threads as {@link Side}. */
final class Sides {

    /** A connection used within this time is taken to live without asking. */
    private static final Duration TRUSTED = Duration.ofMillis(500);

    private final Side<ImapSession> reading;
    private final Side<SmtpSession> sending;
    private final Clock clock;
    private volatile Instant lastUsed;

    /**
     * Creates sides that are not connected.
     *
     * @param settings the account and how long its sessions are used
     * @param sender knows how sessions submit
     * @param engine opens sessions
     * @param journal hears of sessions that were dropped while they were idle
     */
    Sides(OutboundSettings settings, MailSender sender, MailEngine engine, ContainerLog journal) {
        AccountSettings account = settings.account();
        clock = engine.clock();
        lastUsed = clock.instant();
        reading = new Side<>(
                () -> engine.openImap(account),
                ImapSession::isBroken,
                Retirement.byAge(settings.life(), clock, ImapSession::tokenExpiresAt),
                ImapSession::commandCount,
                ImapSession::close,
                dropped -> journal.reopened("reading", dropped),
                () -> MESSAGES.destroyedInUse(account.mailbox()));
        sending = new Side<>(
                () -> engine.openSmtp(account, sender.options(account)),
                SmtpSession::isBroken,
                Retirement.byAgeAndUse(settings.life(), clock, SmtpSession::tokenExpiresAt),
                // A flight has several commands; when the first flight is lost without a reply, nothing was sent.
                SmtpSession::progress,
                SmtpSession::close,
                dropped -> journal.reopened("sending", dropped),
                () -> MESSAGES.destroyedInUse(account.mailbox()));
    }

    Side<ImapSession> reading() {
        return reading;
    }

    Side<SmtpSession> sending() {
        return sending;
    }

    /** The connection is in new hands. */
    void borrowed() {
        reading.borrowed();
        sending.borrowed();
    }

    /** The connection was used just now. */
    void used() {
        lastUsed = clock.instant();
    }

    /** The connection goes back: what the application may have changed does not. */
    void returned() {
        sending.returned();
        reading.returned();
    }

    /** Closes both sides for good. */
    void close() {
        sending.close();
        reading.close();
    }

    /** Whether a session broke in the middle of its work. */
    boolean isLost() {
        return reading.isLost() || sending.isLost();
    }

    /** Whether all that is connected lives. Asks the servers, unless the connection was used just now. */
    boolean areAlive() {
        if (clock.instant().isBefore(lastUsed.plus(TRUSTED))) {
            return true;
        }
        boolean alive = sending.session().map(SmtpSession::isAlive).orElse(true)
                && reading.session().map(ImapSession::isAlive).orElse(true);
        used();
        return alive;
    }

    /** For the connector itself: there is no handle, and no container to be told. */
    SubmissionLane lane() {
        borrowed();
        return new SubmissionLane() {
            @Override
            public SubmissionReceipt submit(RenderedMail mail) {
                used();
                return sending.use(session -> session.submit(mail));
            }

            @Override
            public boolean read(Function<ImapSession, Boolean> operation) {
                return reading.useOnce(operation);
            }
        };
    }

    /** How a server that is connected introduced itself; empty while none is. */
    Optional<String> serverName() {
        return reading.session()
                .map(ImapSession::serverName)
                .or(() -> sending.session().map(SmtpSession::serverName));
    }
}
