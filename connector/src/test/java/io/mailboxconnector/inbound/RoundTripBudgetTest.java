package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many commands mails cost, counted on the wire. */
class RoundTripBudgetTest {

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void aThousandWaitingMailsInBatchesOfFiftyTakeAtMostSixtyCommands() {
        for (int i = 0; i < 1000; i++) {
            server.deliver(mail("m" + i) + "x".repeat(3900) + "\r\n");
        }
        fixture.activate(
                fixture.container.batchEndpoints(mails -> mails.forEach(mail -> delivered.add(mail.subject()))));
        awaitAllSeen(server);
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

        assertThat(delivered).hasSize(1000).doesNotHaveDuplicates();
        assertThat(server.commands()).hasSizeLessThanOrEqualTo(60);
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void aMailThatArrivesInIdleTakesFiveCommands() {
        fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
        server.forgetCommands();

        server.deliver(mail("one"));
        awaitAllSeen(server);
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

        assertThat(delivered).containsExactly("one");
        assertThat(server.commands())
                .extracting(command -> command.replaceFirst("^(UID \\w+|\\w+).*", "$1"))
                .containsExactly("DONE", "UID FETCH", "UID FETCH", "UID STORE", "IDLE");
    }
}
