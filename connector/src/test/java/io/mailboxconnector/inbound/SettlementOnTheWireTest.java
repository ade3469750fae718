package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.Drops;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.KeepsNoKeywords;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands by which outcomes are written, on servers with every combination of abilities. */
class SettlementOnTheWireTest {

    private final List<String> delivered = new CopyOnWriteArrayList<>();

    /** Without MOVE, UIDPLUS, keywords, IDLE: all sixteen. */
    static Stream<Arguments> servers() {
        return IntStream.range(0, 16)
                .mapToObj(bits -> Arguments.of((bits & 1) == 0, (bits & 2) == 0, (bits & 4) == 0, (bits & 8) == 0));
    }

    @ParameterizedTest(name = "MOVE {0} UIDPLUS {1} keywords {2} IDLE {3}")
    @MethodSource("servers")
    void movesWithWhatTheServerHas(boolean move, boolean uidPlus, boolean keywords, boolean idle) {
        List<String> commands = run(Settlement.moveTo("Done"), move, uidPlus, keywords, idle, server -> {
            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().find("Done").isPresent()
                            && server.mailbox().folder("Done").mails().size() == 2);
            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().inbox().mails().stream()
                            .allMatch(mail -> mail.flags().contains("\\Deleted")));
        });

        if (move) {
            assertThat(commands).anyMatch(line -> line.startsWith("UID MOVE"));
            assertThat(commands).noneMatch(line -> line.startsWith("UID COPY") || line.contains("\\Deleted"));
        } else {
            assertThat(commands).anyMatch(line -> line.startsWith("UID COPY"));
            assertThat(commands).anyMatch(line -> line.startsWith("UID STORE") && line.contains("\\Deleted"));
        }
        assertThat(commands.stream().anyMatch(line -> line.startsWith("UID EXPUNGE")))
                .isEqualTo(uidPlus && !move);
    }

    @ParameterizedTest(name = "MOVE {0} UIDPLUS {1} keywords {2} IDLE {3}")
    @MethodSource("servers")
    void deletesExactlyWhatItMeans(boolean move, boolean uidPlus, boolean keywords, boolean idle) {
        List<String> commands = run(
                Settlement.delete(),
                move,
                uidPlus,
                keywords,
                idle,
                server -> await().atMost(PATIENCE)
                        .until(() -> server.mailbox().inbox().mails().stream()
                                .allMatch(mail -> mail.flags().contains("\\Deleted"))));

        assertThat(commands.stream().anyMatch(line -> line.startsWith("UID EXPUNGE")))
                .isEqualTo(uidPlus);
    }

    @ParameterizedTest(name = "MOVE {0} UIDPLUS {1} keywords {2} IDLE {3}")
    @MethodSource("servers")
    void flagsOnlyWhereTheServerKeepsKeywords(boolean move, boolean uidPlus, boolean keywords, boolean idle) {
        List<String> commands = run(
                Settlement.flag("$Done"),
                move,
                uidPlus,
                keywords,
                idle,
                server -> await().atMost(PATIENCE)
                        .until(() -> keywords
                                ? server.mailbox().inbox().mails().stream()
                                                .filter(mail -> mail.flags().contains("$Done"))
                                                .count()
                                        == 2
                                : !server.commands("LOGOUT").isEmpty()));

        assertThat(delivered).hasSize(keywords ? 2 : 0);
        assertThat(commands.stream().anyMatch(line -> line.startsWith("UID STORE")))
                .isEqualTo(keywords);
        assertThat(commands).noneMatch(line -> line.startsWith("UID EXPUNGE") || line.startsWith("UID COPY"));
    }

    @ParameterizedTest(name = "MOVE {0} UIDPLUS {1} keywords {2} IDLE {3}")
    @MethodSource("servers")
    void copiesAndMarksAsRead(boolean move, boolean uidPlus, boolean keywords, boolean idle) {
        List<String> commands =
                run(Settlement.copyTo("Archive"), move, uidPlus, keywords, idle, InboundFixture::awaitAllSeen);

        assertThat(commands).filteredOn(line -> line.startsWith("UID COPY")).isNotEmpty();
        assertThat(commands).noneMatch(line -> line.startsWith("UID MOVE") || line.contains("\\Deleted"));
    }

    @Test
    void aConnectionThatBreaksAfterTheCopyDoesNotLeadToASecondCopy() {
        try (ScriptedImapServer server = ScriptedImapServer.start(new Without("MOVE"), new Drops("UID STORE"));
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.afterDelivery = Settlement.moveTo("Done");
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));

            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().inbox().mails().isEmpty());
            assertThat(server.mailbox().folder("Done").mails()).hasSize(1);
            assertThat(delivered).containsExactly("one");
        }
    }

    @Test
    void aCopyThatNobodyProvedLeavesTheOriginalToBeHadBack() {
        try (ScriptedImapServer server =
                        ScriptedImapServer.start(new Without("MOVE"), new Answers("UID COPY", "OK done"));
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.afterDelivery = Settlement.moveTo("Done");
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));

            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().inbox().mails().stream()
                            .allMatch(mail -> mail.flags().contains("\\Deleted")));
            assertThat(server.commands("UID EXPUNGE")).isEmpty();
        }
    }

    private List<String> run(
            Settlement settlement,
            boolean move,
            boolean uidPlus,
            boolean keywords,
            boolean idle,
            Consumer<ScriptedImapServer> settled) {
        List<ImapBehaviour> behaviours = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (!move) {
            missing.add("MOVE");
        }
        if (!uidPlus) {
            missing.add("UIDPLUS");
        }
        if (!idle) {
            missing.add("IDLE");
        }
        behaviours.add(new Without(missing.toArray(String[]::new)));
        if (!keywords) {
            behaviours.add(new KeepsNoKeywords());
        }
        try (ScriptedImapServer server = ScriptedImapServer.start(behaviours.toArray(ImapBehaviour[]::new));
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.afterDelivery = settlement;
            fixture.pollInterval = Duration.ofMillis(100);
            long other = server.deliver(
                    "INBOX",
                    mail("somebody deleted it").getBytes(StandardCharsets.US_ASCII),
                    List.of("\\Deleted", "\\Seen"));
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            if (keywords || !(settlement instanceof Settlement.Flag)) {
                await().atMost(PATIENCE).until(() -> delivered.contains("one"));
            }
            server.deliver(mail("two"));
            settled.accept(server);
            fixture.activations.stop();
            assertThat(server.mailbox().inbox().mails())
                    .as("what another client marked as deleted")
                    .extracting(FakeMail::uid)
                    .contains(other);
            assertThat(delivered).doesNotHaveDuplicates();
            assertThat(server.commands())
                    .noneMatch(line -> line.equals("EXPUNGE") || line.startsWith("CLOSE"))
                    .filteredOn(line -> line.equals("IDLE"))
                    .hasSizeLessThanOrEqualTo(idle ? Integer.MAX_VALUE : 0);
            return server.commands();
        }
    }
}
