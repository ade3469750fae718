package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.imap.AnnouncesLongerLiteral;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.AnswersLateToDone;
import io.mailboxconnector.testkit.imap.Drops;
import io.mailboxconnector.testkit.imap.DropsDuringIdle;
import io.mailboxconnector.testkit.imap.DropsOnConnect;
import io.mailboxconnector.testkit.imap.FallsSilentOnce;
import io.mailboxconnector.testkit.imap.FetchesOutOfOrder;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.Resets;
import io.mailboxconnector.testkit.imap.SaysGoodbye;
import io.mailboxconnector.testkit.imap.SaysGoodbyeInIdle;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.SendsHalfALine;
import io.mailboxconnector.testkit.imap.SendsUnsolicitedFlags;
import io.mailboxconnector.testkit.imap.ShrinksExists;
import io.mailboxconnector.testkit.imap.Without;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One watch for each misbehaviour, all at the same time: whatever the server does, no mail is lost, the watch goes on by
 * itself, and what comes afterwards is delivered.
 */
class MisbehavingServersTest {

    private static final List<String> REFUSALS = List.of("NO [SERVERBUG] internal error", "BAD not understood");
    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    /** A server, and what a bean got from it. */
    private record Case(ScriptedImapServer server, InboundFixture fixture, List<String> delivered) {

        static Case start(String name, List<ImapBehaviour> behaviours) {
            ScriptedImapServer server = ScriptedImapServer.start(behaviours.toArray(ImapBehaviour[]::new));
            Case started = new Case(server, new InboundFixture(server), new CopyOnWriteArrayList<>());
            started.fixture.readTimeout = Duration.ofSeconds(1);
            started.fixture.idleRenewal = Duration.ofMillis(500);
            started.fixture.afterDelivery =
                    name.endsWith("UID STORE") ? Settlement.markSeen() : Settlement.moveTo("Done");
            server.deliver(mail("one"));
            server.deliver(mail("two"));
            started.fixture.activate(
                    started.fixture.container.endpoints(mail -> started.delivered.add(mail.subject()), true));
            return started;
        }

        int done() {
            return server.mailbox()
                    .find("Done")
                    .map(folder -> folder.mails().size())
                    .orElse(0);
        }

        void close() {
            fixture.close();
            server.close();
        }
    }

    @BeforeAll
    static void startAll() {
        misbehaviours().forEach((name, behaviours) -> CASES.put(name, Case.start(name, behaviours)));
    }

    @AfterAll
    static void stopAll() {
        CASES.values().forEach(Case::close);
    }

    private static Map<String, List<ImapBehaviour>> misbehaviours() {
        Map<String, List<ImapBehaviour>> all = new LinkedHashMap<>();
        single().forEach((name, behaviour) -> all.put(name, List.of(behaviour)));
        all.put("closed at LOGIN", List.of(new Without("AUTH=PLAIN"), new Drops("LOGIN")));
        ImapBehaviour without = new Without("MOVE");
        for (String step : List.of("UID COPY", "UID STORE of \\Deleted", "UID EXPUNGE")) {
            String command = step.replaceFirst(" of .*", "");
            all.put("closed at " + step, List.of(without, new Drops(command)));
            all.put("TCP reset at " + step, List.of(without, new Resets(command)));
            all.put("silence at " + step, List.of(without, new FallsSilentOnce(command)));
        }
        for (String refusal : REFUSALS) {
            all.put(refusal + " to UID COPY", List.of(without, new Answers(1, "UID COPY", refusal)));
        }
        return all;
    }

    private static Map<String, ImapBehaviour> single() {
        Map<String, ImapBehaviour> all = new LinkedHashMap<>();
        all.put("half a line in the answer to a search, then silence", new SendsHalfALine("UID SEARCH"));
        all.put("half a line in idle, then silence", new SendsHalfALine("IDLE"));
        all.put("closed before the greeting", new DropsOnConnect(1));
        for (String step : List.of(
                "AUTHENTICATE", "ID", "NAMESPACE", "SELECT", "UID SEARCH", "UID FETCH", "CREATE", "UID MOVE", "IDLE")) {
            all.put("closed at " + step, new Drops(step));
        }
        for (String step : List.of(
                "GREETING",
                "AUTHENTICATE",
                "ID",
                "NAMESPACE",
                "SELECT",
                "UID SEARCH",
                "UID FETCH",
                "CREATE",
                "UID MOVE",
                "UID STORE",
                "IDLE",
                "DONE")) {
            all.put("TCP reset at " + step, new Resets(step));
            all.put("silence at " + step, new FallsSilentOnce(step));
        }
        all.put("closed in idle", new DropsDuringIdle());
        all.put("answers DONE after the deadline", new AnswersLateToDone(Duration.ofSeconds(3)));
        all.put("EXISTS shrinks", new ShrinksExists());
        all.put("FETCH responses out of order", new FetchesOutOfOrder());
        all.put("unsolicited FETCH", new SendsUnsolicitedFlags());
        all.put("literal shorter than announced", new AnnouncesLongerLiteral());
        all.put("BYE in idle", new SaysGoodbyeInIdle(1, "Server shutting down."));
        all.put("BYE in idle, token expired", new SaysGoodbyeInIdle(1, "Session invalidated - AccessTokenExpired"));
        all.put(
                "BYE in idle, throttled",
                new SaysGoodbyeInIdle(1, "Request is throttled. Suggested Backoff Time: 1500 milliseconds"));
        all.put("BYE instead of a greeting", new SaysGoodbye("GREETING", "[UNAVAILABLE] not now"));
        for (String refusal : REFUSALS) {
            for (String step : List.of("UID MOVE", "UID STORE", "UID SEARCH", "UID FETCH")) {
                all.put(refusal + " to " + step, new Answers(1, step, refusal));
            }
        }
        all.put("NO to SELECT", new Answers(1, "SELECT", "NO [UNAVAILABLE] mailbox is locked"));
        all.put("BAD to SELECT", new Answers(1, "SELECT", "BAD not understood"));
        all.put("NO to CREATE and MOVE", new Answers(2, "UID MOVE", "NO [TRYCREATE] no such folder"));
        return all;
    }

    static Stream<String> names() {
        return misbehaviours().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsLostAndTheWatchGoesOn(String name) {
        Case one = CASES.get(name);
        await().atMost(Duration.ofSeconds(60)).until(() -> one.delivered.containsAll(List.of("one", "two")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> one.server.mailbox().inbox().mails().stream().allMatch(mail -> mail.seen()));

        one.server.deliver(mail("three"));

        await().atMost(Duration.ofSeconds(60)).until(() -> one.delivered.contains("three"));
        assertThat(one.delivered).as("each once, by one process").doesNotHaveDuplicates();
        assertThat(one.done() + one.server.mailbox().inbox().mails().size()).isEqualTo(3);
        assertThat(one.server.acceptedConnections())
                .as("the connection broke, and recovery is bounded")
                .isBetween(name.matches("(closed|TCP reset|silence|half a line|BYE) .*") ? 2 : 1, 5);
    }
}
