package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** One MOVE for the batch, or what stands for it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"''; UID MOVE", "MOVE; UID COPY, UID STORE, UID EXPUNGE", "MOVE UIDPLUS; UID COPY, UID STORE"})
    void aBatchIsMovedAtOnce(String missing, String expected) {
        try (ScriptedImapServer other = ScriptedImapServer.start(new Without(missing.split(" ")));
                InboundFixture moving = new InboundFixture(other)) {
            moving.afterDelivery = Settlement.moveTo("Done");
            other.mailbox().create("Done");
            for (int i = 0; i < moving.batchSize; i++) {
                other.deliver(mail("m" + i));
            }
            moving.activate(
                    moving.container.batchEndpoints(mails -> mails.forEach(mail -> delivered.add(mail.subject()))));
            await().atMost(PATIENCE).until(() -> other.idleConnections() == 1);

            assertThat(delivered).hasSize(moving.batchSize).doesNotHaveDuplicates();
            assertThat(other.mailbox().folder("Done").mails()).hasSize(moving.batchSize);
            assertThat(other.commands())
                    .extracting(RoundTripBudgetTest::name)
                    .filteredOn(name -> name.matches("UID (MOVE|COPY|STORE|EXPUNGE)"))
                    .containsExactly(expected.split(", "));
            assertThat(other.commands("CREATE")).isEmpty();
        }
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
                .extracting(RoundTripBudgetTest::name)
                .containsExactly("DONE", "UID FETCH", "UID FETCH", "UID STORE", "IDLE");
    }

    private static String name(String command) {
        return command.replaceFirst("^(UID \\w+|\\w+).*", "$1");
    }
}
