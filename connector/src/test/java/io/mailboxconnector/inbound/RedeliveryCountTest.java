package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of failed attempts without a ledger. */
class RedeliveryCountTest {

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void survivesDeactivationAndReactivation() {
        server.deliver(mail("bad"));
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        MessageEndpointFactory endpoints = fixture.container.endpoints(
                mail -> {
                    attempts.add(mail.attempt());
                    throw new IllegalArgumentException("cannot read this");
                },
                true);
        fixture.redeliveryDelay = Duration.ofHours(1);
        fixture.activate(endpoints);
        await().atMost(PATIENCE).until(() -> attempts.size() == 1);

        for (int activation = 2; activation <= 3; activation++) {
            int expected = activation;
            fixture.activations.deactivate(endpoints, fixture.spec);
            fixture.activate(endpoints);
            await().atMost(PATIENCE).until(() -> attempts.size() == expected);
        }

        await().atMost(PATIENCE).until(() -> server.mailbox().inbox().mails().isEmpty());
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(server.mailbox().folder("Failed").mails()).hasSize(1);
    }
}
