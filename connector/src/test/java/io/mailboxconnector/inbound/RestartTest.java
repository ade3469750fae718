package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.settings.DurabilitySettings;
import io.mailboxconnector.inbound.settings.UidValidityPolicy;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.KeepsNoKeywords;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of failed attempts after a restart of the application server, where there is no ledger. */
class RestartTest {

    private final List<Integer> attempts = new CopyOnWriteArrayList<>();
    private final MailListener failing = mail -> {
        attempts.add(mail.attempt());
        throw new IllegalArgumentException("cannot read this");
    };
    private ScriptedImapServer server = ScriptedImapServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCountGoesOnByKeywordsOnTheMailWhichLeavesNoTrace() {
        server.deliver(mail("bad"));
        for (int life = 1; life <= 2; life++) {
            liveUntilTheFailureIsMarked(life);
        }
        try (InboundFixture last = life()) {
            last.activate(last.container.endpoints(failing, true));
            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().inbox().mails().isEmpty());
        }

        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(server.mailbox().folder("Failed").mails())
                .singleElement()
                .extracting(FakeMail::flags)
                .isEqualTo(Set.of());
    }

    @Test
    void theMarkGoesWhenTheMailIsDeliveredAfterAll() {
        server.deliver(mail("bad"));
        liveUntilTheFailureIsMarked(1);

        try (InboundFixture next = life()) {
            next.activate(next.container.endpoints(mail -> attempts.add(mail.attempt()), true));
            awaitAllSeen(server);
        }

        assertThat(attempts).containsExactly(1, 2);
        assertThat(inbox().flags()).containsExactly("\\Seen");
    }

    @Test
    void aMailThatFailedForTheLastTimeIsGivenUpAndNotDelivered() {
        server.deliver(mail("bad"));
        liveUntilTheFailureIsMarked(1);

        try (InboundFixture next = life()) {
            next.maxRedeliveries = 0;
            next.activate(next.container.endpoints(failing, true));
            await().atMost(PATIENCE)
                    .until(() -> !server.mailbox().folder("Failed").mails().isEmpty());
        }

        assertThat(attempts).containsExactly(1);
        assertThat(server.mailbox().inbox().mails()).isEmpty();
    }

    @Test
    void aMailThatWasGivenUpAndKeptIsNotDeliveredByTheNextLife() {
        server.deliver(mail("bad"));
        try (InboundFixture first = life()) {
            first.onFailure = Settlement.keep();
            first.maxRedeliveries = 0;
            first.activate(first.container.endpoints(failing, true));
            await().atMost(PATIENCE).until(() -> !inbox().flags().isEmpty());
        }
        try (InboundFixture second = life()) {
            second.onFailure = Settlement.keep();
            second.maxRedeliveries = 0;
            second.activate(second.container.endpoints(failing, true));
            await().atMost(PATIENCE)
                    .until(() -> !second.activations.health().get(0).setAside().isEmpty());
        }

        assertThat(attempts).containsExactly(1);
    }

    @Test
    void anotherBeanOnTheSameFolderDoesNotCountForThisOne() {
        server.deliver(mail("bad"));
        liveUntilTheFailureIsMarked(1);

        try (InboundFixture other = life()) {
            other.durability = new DurabilitySettings(
                    Optional.empty(), Duration.ofDays(30), Optional.of("another bean"), UidValidityPolicy.RESEED);
            other.activate(other.container.endpoints(failing, true));
            await().atMost(PATIENCE).until(() -> attempts.size() == 2);
        }

        assertThat(attempts).containsExactly(1, 1);
    }

    @Test
    void theCountBeginsAnewWhereTheServerKeepsNoKeywords() {
        restartWith(new KeepsNoKeywords());
        server.deliver(mail("bad"));
        for (int life = 1; life <= 2; life++) {
            int calls = life;
            try (InboundFixture fixture = life()) {
                fixture.activate(fixture.container.endpoints(failing, true));
                await().atMost(PATIENCE).until(() -> attempts.size() == calls && server.idleConnections() == 1);
            }
        }

        assertThat(attempts).containsExactly(1, 1);
        assertThat(inbox().flags()).isEmpty();
    }

    @Test
    void aServerThatRefusesTheMarksIsNotAskedAgainAndHoldsUpNothing() {
        restartWith(new Answers(1, "UID STORE", "NO [LIMIT] Too many keywords"));
        server.deliver(mail("bad"));
        try (InboundFixture fixture = life()) {
            fixture.redeliveryDelay = Duration.ofMillis(50);
            fixture.activate(fixture.container.endpoints(failing, true));
            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().inbox().mails().isEmpty());
        }

        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(server.commands("UID STORE")).hasSize(1);
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    private void liveUntilTheFailureIsMarked(int failures) {
        try (InboundFixture fixture = life()) {
            fixture.activate(fixture.container.endpoints(failing, true));
            await().atMost(PATIENCE).until(() -> inbox().flags().size() == failures);
        }
    }

    private InboundFixture life() {
        InboundFixture fixture = new InboundFixture(server);
        fixture.redeliveryDelay = Duration.ofHours(1);
        fixture.redeliveryMaxDelay = Duration.ofHours(1);
        return fixture;
    }

    private FakeMail inbox() {
        return server.mailbox().inbox().mails().get(0);
    }

    private void restartWith(ImapBehaviour behaviour) {
        server.close();
        server = ScriptedImapServer.start(behaviour);
    }
}
