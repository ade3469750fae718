package io.mailboxconnector.inbound.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.InboundFixture;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Failed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailBookTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Failed FAILED = new Failed("the test says so", null);

    private final InboundFixture fixture = new InboundFixture(1);
    private final MailBook book = new MailBook(fixture.settings(), Clock.systemUTC());

    MailBookTest() {
        book.open(7);
    }

    @Test
    void committedMailWaitsForItsSettlementAndIsNotWantedAgain() {
        enqueue(1);
        book.commit(book.take(1));

        assertThat(book.settlements()).containsEntry(key(7, 1), Settlement.markSeen());
        assertThat(book.wants(key(7, 1), NOW.plusSeconds(3600))).isFalse();

        book.settled(key(7, 1), false);
        assertThat(book.unsettled()).isZero();
        assertThat(book.wants(key(7, 1), NOW)).isFalse();
    }

    @Test
    void settledMailIsForgottenWhenTheSelectionNoLongerHasIt() {
        enqueue(1);
        book.commit(book.take(1));
        book.settled(key(7, 1), false);

        book.reconcile(Set.of(key(7, 1)), NOW);
        assertThat(book.wants(key(7, 1), NOW)).isFalse();

        book.reconcile(Set.of(), NOW);
        assertThat(book.wants(key(7, 1), NOW)).isTrue();
    }

    @Test
    void settledMailThatHasGoneIsAnotherOneWhenItIsSelectedAgain() {
        enqueue(1);
        book.commit(book.take(1));
        book.settled(key(7, 1), true);

        assertThat(book.isGone(key(7, 1))).isTrue();
        assertThat(book.wants(key(7, 1), NOW)).isTrue();
        enqueue(1);
        assertThat(book.isGone(key(7, 1))).isFalse();
        assertThat(book.take(1)).extracting(offer -> offer.offered().attempt()).containsExactly(1);
    }

    @Test
    void whatHasGoneIsForgottenByTheNextLook() {
        enqueue(1);
        book.commit(book.take(1));
        book.settled(key(7, 1), true);

        book.reconcile(Set.of(), NOW);
        assertThat(book.isGone(key(7, 1))).isFalse();
    }

    @Test
    void failedMailIsWantedAgainWhenItsDelayIsOver() {
        enqueue(1);
        book.fail(book.take(1), FAILED, NOW, true);
        Instant due = book.nextDue().orElseThrow();

        assertThat(due).isEqualTo(NOW.plus(fixture.redeliveryDelay));
        assertThat(book.wants(key(7, 1), due.minusMillis(1))).isFalse();
        assertThat(book.wants(key(7, 1), due)).isTrue();
        enqueue(1);
        assertThat(book.take(1)).extracting(offer -> offer.offered().attempt()).containsExactly(2);
    }

    @Test
    void mailIsGivenUpAfterItsLastRedelivery() {
        for (int attempt = 1; attempt <= fixture.maxRedeliveries; attempt++) {
            enqueue(1);
            assertThat(book.fail(book.take(1), FAILED, NOW, true)).isEmpty();
        }
        enqueue(1);

        assertThat(book.fail(book.take(1), FAILED, NOW, true)).containsExactly(key(7, 1));
        assertThat(book.settlements())
                .containsEntry(key(7, 1), new Settlement.Quarantine("Failed", "the test says so"));
    }

    @Test
    void mailsOfAFailedBatchAreOfferedAloneInTheirOrder() {
        for (int uid = 1; uid <= 4; uid++) {
            enqueue(uid);
        }
        book.fail(book.take(3), FAILED, NOW, true);

        assertThat(uids(book.take(10))).containsExactly(1L);
        assertThat(uids(book.take(10))).containsExactly(2L);
        assertThat(uids(book.take(10))).containsExactly(3L);
        assertThat(uids(book.take(10))).containsExactly(4L);
    }

    @Test
    void failedBatchNeverGivesUpAMailThatWasNotAlone() {
        fixture.maxRedeliveries = 0;
        MailBook strict = new MailBook(fixture.settings(), Clock.systemUTC());
        strict.open(7);
        enqueue(strict, 1);
        enqueue(strict, 2);

        assertThat(strict.fail(strict.take(2), FAILED, NOW, true)).isEmpty();
        strict.commit(strict.take(2));
        assertThat(strict.fail(strict.take(2), FAILED, NOW, true)).containsExactly(key(7, 2));
    }

    @Test
    void mailsBeingFetchedWhenTheConnectionEndsAreUnderSuspicionUntilTheyArrive() {
        book.fetching(List.of(key(7, 1), key(7, 2)));
        book.open(7);
        book.fetching(List.of(key(7, 2)));
        book.open(7);
        enqueue(1);

        assertThat(book.suspicion(key(7, 1))).isZero();
        assertThat(book.suspicion(key(7, 2))).isEqualTo(2);
        assertThat(book.suspicion(key(7, 3))).isZero();
    }

    @Test
    void outcomeOfAMailFromARecreatedFolderSettlesNothing() {
        enqueue(1);
        List<Offer> offers = book.take(1);
        book.open(8);
        book.commit(offers);

        assertThat(book.unsettled()).isZero();
        assertThat(book.delivering()).isZero();
    }

    @Test
    void recreatedFolderForgetsSettlementsAndSaysHowMany() {
        enqueue(1);
        book.commit(book.take(1));

        assertThat(book.open(7)).isZero();
        assertThat(book.open(8)).isEqualTo(1);
        assertThat(book.unsettled()).isZero();
    }

    @Test
    void bytesOfMailsThatAreSettledWaitingOrDroppedAreFreeAgain() {
        long free = book.room();
        enqueue(1);
        enqueue(2);
        enqueue(3);
        assertThat(book.room()).isLessThan(free);
        book.commit(book.take(1));
        book.fail(book.take(1), FAILED, NOW, true);
        book.dropQueued();

        assertThat(book.room()).isEqualTo(free);
    }

    @Test
    void choiceOfTheListenerEndsWithItsDelivery() {
        enqueue(1);
        Offer offer = book.take(1).get(0);
        book.commit(List.of(offer));

        assertThatThrownBy(() -> offer.offered().settle(Settlement.delete())).isInstanceOf(IllegalStateException.class);
    }

    private void enqueue(long uid) {
        enqueue(book, uid);
    }

    private static void enqueue(MailBook book, long uid) {
        book.enqueue(InboundFixture.parsed(7, uid));
    }

    private static List<Long> uids(List<Offer> offers) {
        return offers.stream().map(offer -> offer.mail().key().uid()).toList();
    }

    private static MessageKey key(long uidValidity, long uid) {
        return new MessageKey("desk@example.com", "INBOX", uidValidity, uid);
    }
}
