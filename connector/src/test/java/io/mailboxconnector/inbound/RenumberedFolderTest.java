package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.RenumbersAfterDone;
import io.mailboxconnector.testkit.imap.RenumbersDuring;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * The server gives the watched folder another UIDVALIDITY while it is open, after which each UID names another mail: nothing
 * is marked that was not delivered, and nothing is missed.
 */
class RenumberedFolderTest {

    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @Test
    void aMailThatGotTheNumberOfADeliveredOneIsNotMarkedInItsPlace() {
        try (ScriptedImapServer server = start();
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.activate(fixture.container.endpoints(
                    mail -> {
                        if (delivered.isEmpty()) {
                            // From now on 1 is this mail, and 2, which it had until now, the other one.
                            server.deliver(mail("two"));
                            server.mailbox().inbox().renumber();
                            server.broadcast("* OK [UIDVALIDITY "
                                    + server.mailbox().inbox().uidValidity() + "] other UIDs");
                        }
                        delivered.add(mail.subject());
                    },
                    true));
            await().atMost(PATIENCE).until(() -> delivered.contains("two"));
            awaitAllSeen(server);

            assertThat(server.acceptedConnections()).isEqualTo(2);
            assertThat(settlementsOfFirstConnection(server)).isEmpty();
        }
    }

    @Test
    void bodiesThatCameUnderOldNumbersAreNotTakenForOthers() {
        try (ScriptedImapServer server = start(new RenumbersDuring("UID FETCH 2:3 (UID BODY"));
                InboundFixture fixture = new InboundFixture(server)) {
            server.deliver(mail("two"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            awaitAllSeen(server);

            assertThat(delivered).containsExactly("one", "two");
            assertThat(server.acceptedConnections()).isEqualTo(2);
        }
    }

    @Test
    void newNumbersThatAreToldBehindTheEndOfAnIdleAreSeenBeforeAnythingIsSettled() {
        try (ScriptedImapServer server = start(new RenumbersAfterDone());
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.activate(fixture.container.endpoints(
                    mail -> {
                        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1 || !delivered.isEmpty());
                        delivered.add(mail.subject());
                    },
                    true));
            awaitAllSeen(server);

            assertThat(delivered).containsOnly("one");
            assertThat(settlementsOfFirstConnection(server)).isEmpty();
            assertThat(server.acceptedConnections()).isEqualTo(2);
        }
    }

    /** A server whose inbox has one mail, with the UID 2. */
    private static ScriptedImapServer start(ImapBehaviour... behaviours) {
        ScriptedImapServer server = ScriptedImapServer.start(behaviours);
        server.expunge("INBOX", List.of(server.deliver(mail("gone"))));
        server.deliver(mail("one"));
        return server;
    }

    private static List<String> settlementsOfFirstConnection(ScriptedImapServer server) {
        List<String> commands = server.commands();
        int second = commands.lastIndexOf("SELECT INBOX");
        assertThat(second).as("a second SELECT in %s", commands).isPositive();
        return commands.subList(0, second).stream()
                .filter(command -> command.startsWith("UID STORE"))
                .toList();
    }
}
