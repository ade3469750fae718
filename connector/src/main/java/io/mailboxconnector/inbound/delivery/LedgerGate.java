package io.mailboxconnector.inbound.delivery;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.DeliveryOutcome;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Committed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Failed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.KnownBefore;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.board.Offer;
import io.mailboxconnector.inbound.ledger.Ledger;
import io.mailboxconnector.inbound.settings.InboundSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands before the bean and lets through what the ledger does not know. Thread-safe; each {@link Admission} belongs to one
 * delivery.
 *
 * <p>With a transaction the mails are entered within it, before the bean is called: they commit or roll back with its work.
 * Without one they are looked up before, and entered in a transaction of their own after the bean returned: a crash in
 * between leads to a second delivery.
 */
final class LedgerGate {

    /** The ledger could not be asked, so nobody knows whether the mails may be delivered. */
    static final class Shut extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final MailboxException reason;

        Shut(MailboxException reason) {
            super(reason);
            this.reason = reason;
        }

        MailboxException reason() {
            return reason;
        }
    }

    private final Ledger ledger;
    private final DeliveryBoard board;
    private final InboundSettings settings;
    private final AtomicBoolean out = new AtomicBoolean();

    LedgerGate(Ledger ledger, DeliveryBoard board, InboundSettings settings) {
        this.ledger = ledger;
        this.board = board;
        this.settings = settings;
    }

    Admission admission(List<Offer> batch) {
        return new Admission(batch);
    }

    /** What becomes of one batch. */
    final class Admission {

        private List<Offer> admitted;
        private List<Offer> known = List.of();
        private Map<MessageKey, Settlement> chosenBefore = Map.of();

        private Admission(List<Offer> batch) {
            this.admitted = batch;
        }

        /** Those that the bean gets; all of them until the ledger was asked. */
        List<Offer> admitted() {
            return admitted;
        }

        /** Those that took effect before. */
        List<Offer> known() {
            return known;
        }

        /** What is to be reported of them. */
        DeliveryOutcome knownBefore() {
            return new KnownBefore(chosenBefore);
        }

        /**
         * Asks the ledger.
         *
         * @throws Shut when it cannot be asked; the transaction can only be rolled back then
         */
        void admit(boolean inTransaction) {
            Ledger.Answer answer = ask(inTransaction, keys(admitted));
            chosenBefore = answer.chosen();
            List<Offer> in = new ArrayList<>();
            List<Offer> before = new ArrayList<>();
            admitted.forEach(offer -> (answer.fresh().contains(offer.mail().key()) ? in : before).add(offer));
            admitted = List.copyOf(in);
            known = List.copyOf(before);
            if (!known.isEmpty()) {
                InboundLog.LOG.knownBefore(settings.watched(), known.size());
            }
        }

        /**
         * The bean returned: what it chose is noted within its transaction.
         *
         * @throws MailboxException when that failed; then the transaction can only be rolled back
         */
        void returned(boolean inTransaction) {
            Map<MessageKey, Settlement> chosen = chosen(admitted);
            if (inTransaction && !chosen.isEmpty()) {
                ledger.choose(chosen);
            }
        }

        /** The outcome stands: writes what is not written with the transaction of the bean. */
        void ended(DeliveryOutcome outcome, boolean inTransaction) {
            if (admitted.isEmpty()) {
                return;
            }
            if (outcome instanceof Committed && !inTransaction) {
                record(keys(admitted), chosen(admitted));
            } else if (outcome instanceof Failed && admitted.size() == 1) {
                // Whose fault the failure of a batch was shows only when each mail is delivered alone.
                countFailure(keys(admitted));
            }
        }
    }

    private Ledger.Answer ask(boolean inTransaction, List<MessageKey> mails) {
        try {
            Ledger.Answer answer = inTransaction ? ledger.enter(mails) : ledger.look(mails);
            if (out.compareAndSet(true, false)) {
                InboundLog.LOG.ledgerBack(settings.watched());
            }
            return answer;
        } catch (MailboxException failure) {
            if (out.compareAndSet(false, true)) {
                InboundLog.LOG.ledgerOut(
                        settings.watched(),
                        String.valueOf(failure.getMessage()),
                        settings.redelivery().delay());
            }
            throw new Shut(failure);
        }
    }

    private void record(List<MessageKey> mails, Map<MessageKey, Settlement> chosen) {
        try {
            ledger.record(mails, chosen);
        } catch (MailboxException failure) {
            InboundLog.LOG.notRecorded(settings.watched(), mails.size(), String.valueOf(failure.getMessage()));
        }
    }

    private void countFailure(List<MessageKey> mails) {
        try {
            board.remember(ledger.failed(mails));
        } catch (MailboxException failure) {
            InboundLog.LOG.attemptsNotCounted(settings.watched(), String.valueOf(failure.getMessage()));
        }
    }

    private static Map<MessageKey, Settlement> chosen(List<Offer> offers) {
        Map<MessageKey, Settlement> chosen = new HashMap<>();
        offers.forEach(offer -> offer.offered()
                .chosen()
                .ifPresent(choice -> chosen.put(offer.mail().key(), choice)));
        return chosen;
    }

    private static List<MessageKey> keys(List<Offer> offers) {
        return offers.stream().map(offer -> offer.mail().key()).toList();
    }
}
