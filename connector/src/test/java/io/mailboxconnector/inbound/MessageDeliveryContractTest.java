package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static io.mailboxconnector.testkit.container.ContainerEvent.AFTER_DELIVERY;
import static io.mailboxconnector.testkit.container.ContainerEvent.BEFORE_DELIVERY;
import static io.mailboxconnector.testkit.container.ContainerEvent.CALLED;
import static io.mailboxconnector.testkit.container.ContainerEvent.COMMITTED;
import static io.mailboxconnector.testkit.container.ContainerEvent.ENDPOINT_CREATED;
import static io.mailboxconnector.testkit.container.ContainerEvent.ENDPOINT_RELEASED;
import static io.mailboxconnector.testkit.container.ContainerEvent.ROLLED_BACK;
import static io.mailboxconnector.testkit.container.ContainerEvent.WORK_COMPLETED;
import static io.mailboxconnector.testkit.container.ContainerEvent.WORK_SCHEDULED;
import static io.mailboxconnector.testkit.container.ContainerEvent.WORK_STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.testkit.container.ContainerEvent;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Message inflow and its works as the container sees them (Connectors 2.1 chapters 11 and 13), event by event. */
class MessageDeliveryContractTest {

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    /** §13.5.6, option B: the adapter demarcates with beforeDelivery and afterDelivery, on a thread of the work manager. */
    @Test
    void aTransactedDeliveryIsOneWorkWithOneEndpoint() {
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(mail -> {}, true));

        awaitWorkCompleted();
        assertThat(fixture.container.timeline())
                .containsSubsequence(
                        WORK_SCHEDULED,
                        WORK_STARTED,
                        ENDPOINT_CREATED,
                        BEFORE_DELIVERY,
                        CALLED,
                        COMMITTED,
                        AFTER_DELIVERY,
                        ENDPOINT_RELEASED,
                        WORK_COMPLETED)
                .hasSize(9);
        awaitAllSeen(server);
    }

    /** §13.5.6: nothing is demarcated where the bean wants no transaction of the container. */
    @Test
    void aDeliveryWithoutTransactionIsTheCallAlone() {
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(mail -> {}, false));

        awaitWorkCompleted();
        assertThat(fixture.container.timeline())
                .containsExactly(
                        WORK_SCHEDULED, WORK_STARTED, ENDPOINT_CREATED, CALLED, ENDPOINT_RELEASED, WORK_COMPLETED);
        awaitAllSeen(server);
    }

    /** §13.5: afterDelivery follows beforeDelivery whatever the bean does, and each mail is a delivery of its own. */
    @Test
    void aFailedDeliveryIsEndedAndDoneAgain() {
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(MessageDeliveryContractTest::failAtFirst, true));

        awaitAllSeen(server);
        assertThat(deliveries())
                .containsExactly(
                        BEFORE_DELIVERY,
                        CALLED,
                        ROLLED_BACK,
                        AFTER_DELIVERY,
                        BEFORE_DELIVERY,
                        CALLED,
                        COMMITTED,
                        AFTER_DELIVERY);
    }

    /** §13.4: when a deactivation has returned, the work is done and nothing follows. */
    @Test
    void aDeactivationWaitsForTheWorkAndEndsIt() throws Exception {
        server.deliver(mail("one"));
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    called.countDown();
                    awaitQuietly(mayReturn);
                },
                true));
        assertThat(called.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        Thread stopping = new Thread(fixture.activations::stop);
        stopping.start();
        server.deliver(mail("two"));

        mayReturn.countDown();
        stopping.join(PATIENCE.toMillis());

        assertThat(stopping.isAlive()).isFalse();
        assertThat(deliveries()).containsExactly(BEFORE_DELIVERY, CALLED, COMMITTED, AFTER_DELIVERY);
        assertThat(fixture.container.openEndpoints()).isZero();
    }

    private void awaitWorkCompleted() {
        await().atMost(PATIENCE).until(() -> fixture.container.timeline().contains(WORK_COMPLETED));
    }

    /** The timeline without works and endpoints, of which several deliveries may share one. */
    private List<ContainerEvent> deliveries() {
        return fixture.container.timeline().stream()
                .filter(event -> List.of(BEFORE_DELIVERY, CALLED, COMMITTED, ROLLED_BACK, AFTER_DELIVERY)
                        .contains(event))
                .toList();
    }

    private static void failAtFirst(ReceivedMail mail) {
        if (mail.attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("the bean was interrupted", interrupted);
        }
    }
}
