package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.RefusesBody;
import io.mailboxconnector.testkit.imap.RefusesFolder;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the server refuses for one mail does not hold up the others. */
class InboundRefusalTest {

    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @Test
    void mailWhoseBodyIsRefusedDoesNotHoldUpTheOthers() {
        try (ScriptedImapServer server = ScriptedImapServer.start(new RefusesBody(2))) {
            server.deliver(mail("one"));
            server.deliver(mail("damaged"));
            server.deliver(mail("three"));
            watch(server, mail -> delivered.add(mail.subject()), () -> {
                await().atMost(PATIENCE)
                        .until(() -> InboundFixture.unseen(server).size() == 1);

                assertThat(delivered).containsExactly("one", "three");
                assertThat(server.acceptedConnections()).isEqualTo(1);
            });
        }
    }

    @Test
    void choiceOfTheListenerThatTheServerRefusesGivesWayToAfterDelivery() {
        try (ScriptedImapServer server = refusing("Nowhere")) {
            server.deliver(mail("one"));
            watch(server, mail -> mail.settle(Settlement.moveTo("Nowhere")), () -> {
                InboundFixture.awaitAllSeen(server);

                assertThat(server.mailbox().inbox().mails()).hasSize(1);
                assertThat(server.acceptedConnections()).isEqualTo(1);
            });
        }
    }

    @Test
    void mailThatCannotBeQuarantinedIsLeftAloneAndTheOthersGoOn() {
        try (ScriptedImapServer server = refusing("Failed")) {
            server.deliver(mail("bad"));
            MailListener listener = mail -> {
                delivered.add(mail.subject());
                if (mail.subject().equals("bad")) {
                    throw new IllegalArgumentException("cannot read this");
                }
            };
            watch(server, listener, () -> {
                await().atMost(PATIENCE).until(() -> server.commands("CREATE").size() == 1);
                server.deliver(mail("good"));
                await().atMost(PATIENCE).until(() -> delivered.contains("good"));

                assertThat(delivered).filteredOn("bad"::equals).hasSize(3);
                assertThat(server.acceptedConnections()).isEqualTo(1);
            });
        }
    }

    private static ScriptedImapServer refusing(String folder) {
        ImapBehaviour behaviour = new RefusesFolder(folder);
        return ScriptedImapServer.start(behaviour);
    }

    private static void watch(ScriptedImapServer server, MailListener listener, Runnable meanwhile) {
        try (InboundFixture fixture = new InboundFixture(server)) {
            MessageEndpointFactory endpoints = fixture.container.endpoints(listener, true);
            fixture.activate(endpoints);
            meanwhile.run();
        }
    }
}
