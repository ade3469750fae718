package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.AnnouncesShorterLiteral;
import io.mailboxconnector.testkit.imap.ExpungesDuringFetch;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ImapCommand;
import io.mailboxconnector.testkit.imap.ImapConversation;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Mails that are meant to break their reader, and mails that are not what was announced: each once, none holds up the next. */
class HostileMailTest {

    private static final int PARTS = 10_000;

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final MovedClock hurried = new MovedClock();

    @Test
    void tenThousandPartsAreDelivered() {
        StringBuilder parts = new StringBuilder("Content-Type: multipart/mixed; boundary=x\r\n" + mail("parts"));
        for (int i = 0; i < PARTS; i++) {
            parts.append("--x\r\nContent-Type: text/plain\r\n\r\n").append(i).append("\r\n");
        }
        deliversAndGoesOn(parts.append("--x--\r\n").toString(), "parts");
    }

    @Test
    void aHugeHeaderIsDelivered() {
        deliversAndGoesOn("X-Pad: " + "y".repeat(3 << 20) + "\r\n" + mail("header"), "header");
    }

    @Test
    void manyHeadersAreDelivered() {
        deliversAndGoesOn("X-Pad: y\r\n".repeat(100_000) + mail("headers"), "headers");
    }

    @Test
    void aMailThatAnotherClientRemovesDuringTheFetchIsForgotten() {
        try (ScriptedImapServer server = ScriptedImapServer.start(new ExpungesBetween());
                InboundFixture fixture = fixture(server)) {
            server.deliver(mail("first"));
            server.deliver(mail("removed"));
            server.deliver(mail("last"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            awaitAllSeen(server);
            server.deliver(mail("later"));
            awaitAllSeen(server);

            assertThat(delivered).containsExactly("first", "last", "later");
            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void aBigMailThatIsRemovedBetweenItsPiecesIsForgotten() {
        try (ScriptedImapServer server = ScriptedImapServer.start(new ExpungesDuringFetch(1, "BODY.PEEK[]<1048576."));
                InboundFixture fixture = fixture(server)) {
            server.deliver(mail("removed") + "x".repeat(3 << 20) + "\r\n");
            server.deliver(mail("last"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            awaitAllSeen(server);

            assertThat(delivered).containsExactly("last");
            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatIsLongerThanAnnouncedIsFetchedAgain() {
        try (ScriptedImapServer server = ScriptedImapServer.start(new AnnouncesShorterLiteral());
                InboundFixture fixture = fixture(server)) {
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

            hurried.move(Duration.ofMinutes(2));
            server.deliver(mail("two"));

            awaitAllSeen(server);
            assertThat(delivered).containsExactlyInAnyOrder("one", "two");
            assertThat(server.acceptedConnections()).isLessThanOrEqualTo(2);
        }
    }

    private void deliversAndGoesOn(String mail, String subject) {
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = fixture(server)) {
            server.deliver(mail);
            server.deliver(mail("next"));
            fixture.activate(fixture.container.endpoints(received -> delivered.add(received.subject()), true));
            awaitAllSeen(server);

            assertThat(delivered).hasSize(2).contains("next");
            assertThat(delivered.get(0))
                    .as("its subject, as far as it can be read")
                    .isIn(subject, "");
            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    private InboundFixture fixture(ScriptedImapServer server) {
        return new InboundFixture(server.port(), Clock.systemUTC(), hurried);
    }

    /** Another client removes the second mail when the bodies are asked for. */
    private static final class ExpungesBetween implements ImapBehaviour {

        @Override
        public boolean answers(ImapConversation client, ImapCommand command) {
            if (command.name().equals("UID FETCH") && command.arguments().contains("BODY")) {
                client.server().expunge("INBOX", List.of(2L));
            }
            return false;
        }
    }
}
