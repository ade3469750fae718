package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.inbound.health.ActivationHealth;
import io.mailboxconnector.inbound.settings.ContentPolicy;
import io.mailboxconnector.inbound.settings.MalformedPolicy;
import io.mailboxconnector.inbound.settings.OversizePolicy;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.Offers;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that are not delivered, or not as a whole, for what they are. */
class InboundContentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT = 20_000;

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final List<Boolean> answered = new CopyOnWriteArrayList<>();
    private ScriptedImapServer server;
    private InboundFixture fixture;

    @BeforeEach
    void start() {
        server = ScriptedImapServer.start(new Offers("OBJECTID"));
        fixture = new InboundFixture(server);
    }

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void quarantinesWhatIsTooBigWithoutReadingIt() {
        fixture.content = policy(OversizePolicy.QUARANTINE, MalformedPolicy.DELIVER, Set.of());
        deliverABigOneBetweenTwoSmallOnes();

        await().atMost(PATIENCE).until(() -> quarantined() == 1);
        await().atMost(PATIENCE).until(() -> InboundFixture.unseen(server).isEmpty());
        assertThat(delivered).containsExactly("first", "last");
        assertThat(fetchesOf(2)).noneMatch(command -> command.contains("BODY"));
        assertThat(health().setAside())
                .singleElement()
                .satisfies(aside -> assertThat(aside.reason()).contains("bytes, more than maxMessageSize = " + LIMIT));
    }

    @Test
    void deliversTheHeadersOfWhatIsTooBigInItsPlace() {
        fixture.content = policy(OversizePolicy.HEADERS_ONLY, MalformedPolicy.DELIVER, Set.of());
        deliverABigOneBetweenTwoSmallOnes();

        InboundFixture.awaitAllSeen(server);
        assertThat(delivered).containsExactly("first", "big headersOnly", "last");
        assertThat(server.commands("UID FETCH")).noneMatch(command -> command.contains("UID FETCH 2 (UID BODY.PEEK[]"));
        assertThat(server.commands("UID FETCH"))
                .filteredOn(command -> command.contains("BODY.PEEK[HEADER]"))
                .hasSize(1);
    }

    @Test
    void leavesWhatIsTooBigWhereItIsAndNeverReadsIt() {
        fixture.content = policy(OversizePolicy.REJECT, MalformedPolicy.DELIVER, Set.of());
        fixture.pollInterval = Duration.ofSeconds(1);
        deliverABigOneBetweenTwoSmallOnes();
        await().atMost(PATIENCE).until(() -> server.commands("UID SEARCH").size() >= 4);

        assertThat(delivered).containsExactly("first", "last");
        assertThat(InboundFixture.unseen(server)).extracting(FakeMail::uid).containsExactly(2L);
        assertThat(server.commands("UID FETCH"))
                .filteredOn(command -> command.contains("RFC822.SIZE"))
                .hasSize(1);
    }

    @Test
    void settlesUnwantedKindsAsIfTheyHadBeenDelivered() {
        fixture.content =
                policy(OversizePolicy.QUARANTINE, MalformedPolicy.DELIVER, Set.of(MailKind.AUTO_REPLY, MailKind.LIST));
        server.deliver("Auto-Submitted: auto-replied\r\n" + mail("vacation"));
        server.deliver("List-Id: <friends.example.com>\r\n" + mail("list"));
        server.deliver(mail("question"));
        server.deliver("Return-Path: <>\r\n" + mail("bounce"));
        activate();

        InboundFixture.awaitAllSeen(server);
        assertThat(delivered).containsExactly("question", "bounce");
        assertThat(health().skipped()).isEqualTo(2);
        assertThat(health().setAside()).isEmpty();
    }

    @Test
    void quarantinesOrDeliversWhatCannotBeParsed() {
        String malformed = "Subject: odd\r\nX-Pad: " + "y".repeat(1 << 20) + "\r\n\r\n";
        fixture.content = new ContentPolicy(
                Long.MAX_VALUE, OversizePolicy.REJECT, MalformedPolicy.QUARANTINE, Set.of(), 10, Duration.ofHours(1));
        server.deliver(malformed);
        server.deliver(mail("fine"));
        activate();

        await().atMost(PATIENCE).until(() -> quarantined() == 1);
        InboundFixture.awaitAllSeen(server);
        assertThat(delivered).containsExactly("fine");
        assertThat(health().setAside())
                .singleElement()
                .satisfies(aside -> assertThat(aside.reason()).isEqualTo("it cannot be parsed"));
    }

    @Test
    void limitsTheAnswersToOneSender() {
        fixture.content = new ContentPolicy(
                Long.MAX_VALUE, OversizePolicy.REJECT, MalformedPolicy.DELIVER, Set.of(), 2, Duration.ofHours(1));
        for (int i = 0; i < 4; i++) {
            server.deliver(mail("mail" + i));
        }
        activate();

        InboundFixture.awaitAllSeen(server);
        assertThat(answered).containsExactly(true, true, false, false);
    }

    @Test
    void limitsTheAnswersOfAMailboxWhicheverFolderTheMailCameTo() {
        fixture.content = new ContentPolicy(
                Long.MAX_VALUE, OversizePolicy.REJECT, MalformedPolicy.DELIVER, Set.of(), 1, Duration.ofHours(1));
        server.mailbox().create("Orders");
        server.deliver(mail("first"));
        activate();
        InboundFixture.awaitAllSeen(server);

        fixture.folder = "Orders";
        server.deliver("Orders", mail("second").getBytes(StandardCharsets.UTF_8), Set.of());
        fixture.activations.activate(fixture.container.endpoints(this::record, true), new Object(), fixture.settings());
        await().atMost(PATIENCE).until(() -> delivered.size() == 2);

        assertThat(answered).containsExactly(true, false);
    }

    private ActivationHealth health() {
        return fixture.activations.health().get(0);
    }

    private void deliverABigOneBetweenTwoSmallOnes() {
        server.deliver(mail("first"));
        server.deliver(mail("big") + "x".repeat(LIMIT));
        server.deliver(mail("last"));
        activate();
    }

    private void activate() {
        fixture.activate(fixture.container.endpoints(this::record, true));
    }

    private void record(ReceivedMail mail) {
        delivered.add(mail.subject() + (mail.isHeadersOnly() ? " headersOnly" : ""));
        answered.add(mail.reply().isPresent());
        if (mail.isHeadersOnly()) {
            assertThat(mail.text()).isEmpty();
            assertThat(mail.size()).isGreaterThan(LIMIT);
            assertThat(mail.emailId()).contains("M2");
        }
    }

    private int quarantined() {
        boolean exists = server.mailbox().folderNames().contains("Failed");
        return exists ? server.mailbox().folder("Failed").mails().size() : 0;
    }

    private static ContentPolicy policy(OversizePolicy oversize, MalformedPolicy malformed, Set<MailKind> skip) {
        return new ContentPolicy(LIMIT, oversize, malformed, skip, 10, Duration.ofHours(1));
    }

    private List<String> fetchesOf(long uid) {
        return server.commands("UID FETCH").stream()
                .filter(command -> command.contains("FETCH " + uid + " "))
                .toList();
    }
}
