package io.mailboxconnector.inbound.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.inbound.InboundFixture;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Committed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Failed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Postponed;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveryBoardTest {

    private final AtomicInteger wakeUps = new AtomicInteger();
    private final DeliveryBoard board =
            new DeliveryBoard(new InboundFixture(1).settings(), Clock.systemUTC(), wakeUps::incrementAndGet);

    DeliveryBoardTest() {
        board.open(7);
        board.enqueue(InboundFixture.parsed(7, 1));
    }

    @Test
    void aCommittedDeliveryIsALastDelivery() {
        board.complete(board.take(1), new Committed());

        assertThat(board.snapshot().lastDelivery()).isPresent();
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void aDeliveryThatFailedIsNone() {
        board.complete(board.take(1), new Failed("the test says so", null));

        assertThat(board.snapshot().lastDelivery()).isEmpty();
    }

    @Test
    void aDeliveryThatDidNotTakePlaceIsNone() {
        board.complete(board.take(1), new Postponed(new MailboxUnavailable("MBX16001: The ledger is away.", null)));

        assertThat(board.snapshot().lastDelivery()).isEmpty();
        assertThat(board.snapshot().waiting()).isEqualTo(1);
    }
}
