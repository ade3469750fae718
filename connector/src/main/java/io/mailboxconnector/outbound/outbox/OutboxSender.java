package io.mailboxconnector.outbound.outbox;

import static io.mailboxconnector.outbound.outbox.OutboxMessages.MESSAGES;

import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.outbound.sending.Lanes;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.settings.OutboxSettings;
import io.mailboxconnector.outbound.settings.UnknownPolicy;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Submits the mails of one queue, one a round, and writes down what became of them. A round costs three short transactions; none
 * is open while a server is talked to.
 *
 * <p>What could not be written down, because the database was away, is written before anything else is taken. For one thread.
 */
final class OutboxSender {

    /** How often is looked for rows that other nodes left behind, and for old ones. */
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final OutboxStore store;
    private final OutboxSettings box;
    private final Supplier<OutboundSettings> settings;
    private final Lanes lanes;
    private final SpoolDirectory spool;
    private final Clock clock;
    private final String holder;
    private final Pace pace = new Pace();
    private Instant nextHousekeeping = Instant.MIN;
    private @Nullable Runnable unwritten;

    OutboxSender(
            OutboxStore store,
            OutboxSettings box,
            Supplier<OutboundSettings> settings,
            Lanes lanes,
            SpoolDirectory spool,
            Clock clock,
            String holder) {
        this.store = store;
        this.box = box;
        this.settings = settings;
        this.lanes = lanes;
        this.spool = spool;
        this.clock = clock;
        this.holder = holder;
    }

    /**
     * Takes a mail and submits it.
     *
     * @return how the round went
     * @throws io.mailboxconnector.api.MailboxException when the database or the configuration cannot be used
     */
    Round round() {
        if (unwritten != null) {
            unwritten.run();
            unwritten = null;
        }
        keepHouse();
        OutboundSettings now = settings.get();
        Optional<StoredMail> taken =
                store.claim(holder, clock.instant(), clock.instant().plus(box.lease()));
        return taken.map(mail -> sent(mail, now)).orElse(Round.IDLE);
    }

    private Round sent(StoredMail mail, OutboundSettings now) {
        Attempt attempt = attempt(mail, now);
        Runnable writing = () -> write(mail, attempt);
        unwritten = writing;
        writing.run();
        unwritten = null;
        if (attempt instanceof Attempt.NotNow later && !later.isAboutTheMail()) {
            return new Round(pace.afterOutage(later.delay()), Optional.of(later.reason()));
        }
        pace.works();
        return Round.DONE;
    }

    private Attempt attempt(StoredMail stored, OutboundSettings now) {
        MarkedContent content = null;
        try {
            content = new MarkedContent(store.content(stored.id(), spool), () -> mark(stored.id()));
            RenderedMail mail = stored.rendered(content);
            return new Attempt.Accepted(lanes.submit(now.withMailbox(stored.mailbox()), mail));
        } catch (RuntimeException e) {
            if (content != null && !content.isMarked()) {
                // If the mark failed, the dialogue stopped in the middle.
                lanes.rest();
            }
            return Attempt.of(e);
        } finally {
            if (content != null) {
                content.close();
            }
        }
    }

    private void mark(String id) {
        if (!store.transmit(id, holder, clock.instant().plus(box.lease()))) {
            throw MESSAGES.leaseLost(id);
        }
    }

    private void write(StoredMail mail, Attempt attempt) {
        Instant now = clock.instant();
        if (attempt instanceof Attempt.Accepted accepted) {
            store.end(OutboxStep.ACCEPT, mail.id(), holder, now, refusals(accepted));
        } else if (attempt instanceof Attempt.Refused refused) {
            reject(mail, now, refused.reason());
        } else if (attempt instanceof Attempt.InDoubt doubt) {
            lose(mail, now, doubt.reason());
        } else if (attempt instanceof Attempt.NotNow later) {
            postpone(mail, now, later);
        }
    }

    private static @Nullable String refusals(Attempt.Accepted accepted) {
        List<RefusedRecipient> refused = accepted.receipt().refused();
        return refused.isEmpty()
                ? null
                : refused.stream().map(RefusedRecipient::toString).collect(Collectors.joining("; "));
    }

    private void reject(StoredMail mail, Instant now, String reason) {
        if (store.end(OutboxStep.REJECT, mail.id(), holder, now, reason)) {
            // The text names recipients, which belong into no log.
            OutboxLog.LOG.rejected(mail.messageId(), mail.mailbox(), reason.split(":", 2)[0], mail.id());
        }
    }

    private void lose(StoredMail mail, Instant now, String reason) {
        if (!store.end(OutboxStep.LOSE, mail.id(), holder, now, reason)) {
            return;
        }
        if (box.unknown() == UnknownPolicy.RESEND) {
            store.redrive(mail.id(), now);
            OutboxLog.LOG.resent(mail.messageId(), mail.mailbox(), reason);
        } else {
            OutboxLog.LOG.unknown(mail.messageId(), mail.mailbox(), mail.id(), reason);
        }
    }

    private void postpone(StoredMail mail, Instant now, Attempt.NotNow later) {
        if (!now.isBefore(mail.triedSince().plus(box.patience()))) {
            reject(
                    mail,
                    now,
                    String.valueOf(MESSAGES.outOfPatience(box.patience().toString(), later.reason())
                            .getMessage()));
            return;
        }
        Duration delay = later.isAboutTheMail() ? Pace.ofMail(mail.attempts(), later.delay()) : Duration.ZERO;
        store.postpone(mail.id(), holder, now.plus(delay), later.reason());
    }

    private void keepHouse() {
        Instant now = clock.instant();
        if (now.isBefore(nextHousekeeping)) {
            return;
        }
        int released = store.release(now);
        List<String> lost =
                store.lose(now, String.valueOf(MESSAGES.lostWithNode().getMessage()));
        if (box.unknown() == UnknownPolicy.RESEND) {
            lost.forEach(id -> store.redrive(id, now));
        }
        if (released > 0 || !lost.isEmpty()) {
            OutboxLog.LOG.nodeLost(
                    settings.get().account().mailbox(),
                    released,
                    Format.nameOf(box.unknown()),
                    String.join(", ", lost));
        }
        int purged = store.purge(now.minus(box.retention()));
        nextHousekeeping = purged == 0 ? now.plus(HOUSEKEEPING) : now;
    }

    /**
     * How a round went.
     *
     * @param pause how long nothing is to be done; zero to go on at once
     * @param outage why nothing can be sent at the moment
     */
    record Round(Duration pause, Optional<String> outage) {

        /** A mail was dealt with. */
        static final Round DONE = new Round(Duration.ZERO, Optional.empty());

        /** There was none; mails of other nodes, and postponed ones, show by looking. */
        static final Round IDLE = new Round(Duration.ofSeconds(5), Optional.empty());
    }
}
