package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.inbound.settings.DeliveryOrder;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several deliveries at the same time that keep the order of each sender. */
class OrderBySenderTest {

    private static final int SENDERS = 4;
    private static final int MAILS = 60;

    @Test
    void theMailsOfASenderComeOneAfterTheOtherAlsoWhenSomeFail() {
        Map<String, List<Integer>> committed = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.maxConcurrency = 8;
            fixture.orderBy = DeliveryOrder.SENDER;
            for (int i = 0; i < MAILS; i++) {
                server.deliver("From: s" + i % SENDERS + "@example.com\r\nSubject: " + i + "\r\n\r\nHello\r\n");
            }
            fixture.activate(fixture.container.endpoints(
                    mail -> {
                        String sender = mail.from().orElseThrow().getAddress();
                        int number = Integer.parseInt(mail.subject());
                        AtomicInteger own = inside.computeIfAbsent(sender, first -> new AtomicInteger());
                        if (own.incrementAndGet() > 1) {
                            overlaps.incrementAndGet();
                        }
                        most.accumulateAndGet(together.incrementAndGet(), Math::max);
                        try {
                            if (number % 7 == 0 && mail.attempt() == 1) {
                                throw new IllegalStateException("not yet");
                            }
                            committed
                                    .computeIfAbsent(sender, first -> new CopyOnWriteArrayList<>())
                                    .add(number);
                        } finally {
                            own.decrementAndGet();
                            together.decrementAndGet();
                        }
                    },
                    true));
            awaitAllSeen(server);
        }

        assertThat(overlaps).hasValue(0);
        assertThat(committed).hasSize(SENDERS);
        assertThat(committed.values())
                .allSatisfy(
                        numbers -> assertThat(numbers).hasSize(MAILS / SENDERS).isSorted());
    }
}
