package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.smtp.KnowsNoChunks;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.ReadsSlowly;
import io.mailboxconnector.testkit.smtp.RefusesChunk;
import io.mailboxconnector.testkit.smtp.RefusesContent;
import io.mailboxconnector.testkit.smtp.RefusesParameters;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 2920 and RFC 3030: how many flights a mail costs, and what a refusal in the middle of one means. */
class SubmissionFlightsTest {

    private static final String[] ALL = {
        "PIPELINING", "CHUNKING", "SIZE 50000000", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"
    };
    private static final SubmissionOptions PARTIAL = new SubmissionOptions(false, Duration.ofSeconds(5), List.of());

    private final ScriptedSmtpServer server =
            new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions(ALL));
    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
        server.close();
    }

    @Test
    void sendsAMailInOneFlightWithPipeliningAndChunking() throws Exception {
        assertThat(flights(server, SubmissionOptions.DEFAULT, mail("ann@example.com")))
                .isEqualTo(1);
        assertThat(server.commands().get(4)).startsWith("BDAT ").endsWith(" LAST");
    }

    @Test
    void sendsToManyInOneFlightWhenItMayBeAcceptedInPart() throws Exception {
        assertThat(flights(server, PARTIAL, mail("ann@example.com", "ben@example.com", "carol@example.com")))
                .isEqualTo(1);
    }

    @Test
    void asksForTheRecipientsFirstWhenAllOfThemMustBeAccepted() throws Exception {
        assertThat(flights(server, SubmissionOptions.DEFAULT, mail("ann@example.com", "ben@example.com")))
                .isEqualTo(2);
    }

    @Test
    void needsTwoFlightsWithPipeliningAlone() throws Exception {
        try (ScriptedSmtpServer pipelining =
                new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions("PIPELINING"))) {
            assertThat(flights(pipelining, SubmissionOptions.DEFAULT, mail("ann@example.com")))
                    .isEqualTo(2);
            assertThat(flights(pipelining, PARTIAL, mail("ann@example.com", "ben@example.com")))
                    .isEqualTo(2);
        }
    }

    @Test
    void waitsForEveryReplyWithoutPipelining() throws Exception {
        try (ScriptedSmtpServer plain =
                new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions("SIZE"))) {
            assertThat(flights(plain, SubmissionOptions.DEFAULT, mail("ann@example.com", "ben@example.com")))
                    .isEqualTo(5);
        }
    }

    @Test
    void groupsManyRecipientsSoThatNoSideBlocksTheOther() throws Exception {
        String[] many =
                IntStream.range(0, 120).mapToObj(i -> "r" + i + "@example.com").toArray(String[]::new);

        assertThat(flights(server, SubmissionOptions.DEFAULT, mail(many))).isEqualTo(4);
        assertThat(server.submissions().get(0).recipients()).hasSize(120);
    }

    @Test
    void refusesAMailWhoseOnlyRecipientIsRefusedInsideTheFlight() throws Exception {
        server.behave(new RejectsRecipient("eve@example.com"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("eve@example.com");

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));

            assertThat(rejected.code()).isEqualTo("MBX14040");
            assertThat(rejected.refused()).extracting(RefusedRecipient::address).containsExactly("eve@example.com");
            server.behave(Misbehaviour.NONE);
            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
        }
        assertThat(server.submissions()).hasSize(1);
        assertThat(server.commands()).filteredOn("RSET"::equals).hasSize(1);
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void sendsToNobodyWhenOneOfSeveralIsRefusedAndAllAreWanted() throws Exception {
        server.behave(new RejectsRecipient("eve@example.com"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com", "eve@example.com");

            assertThat(catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail))
                            .refused())
                    .hasSize(1);
        }
        assertThat(server.submissions()).isEmpty();
        assertThat(server.commands()).noneMatch(command -> command.startsWith("BDAT"));
    }

    @Test
    void namesTheRefusedInTheReceiptWhenPartIsEnough() throws Exception {
        server.behave(new RejectsRecipient("eve@example.com", "452 4.2.2 mailbox full"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()), PARTIAL)) {

            SubmissionReceipt receipt = session.submit(mail("ann@example.com", "eve@example.com"));

            assertThat(receipt.accepted()).containsExactly(new InternetAddress("ann@example.com"));
            assertThat(receipt.refused())
                    .containsExactly(new RefusedRecipient("eve@example.com", 452, "4.2.2", "452 4.2.2 mailbox full"));
            assertThat(receipt.queueId()).isEqualTo("Q1");
        }
        assertThat(server.submissions().get(0).recipients()).containsExactly("ann@example.com");
    }

    @Test
    void refusesAMailWhoseSenderIsRefusedInsideTheFlight() throws Exception {
        server.behave(new ReplyTo("MAIL", "553 5.1.8 not yours"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com");

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));

            assertThat(rejected.code()).isEqualTo("MBX14041");
            assertThat(session.isBroken()).isFalse();
        }
        assertThat(server.submissions()).isEmpty();
    }

    @Test
    void endsAPipelinedDataThatNobodyShallGet() throws Exception {
        try (ScriptedSmtpServer pipelining =
                        new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions("PIPELINING"));
                SmtpSession session = fixture.open(passwordAccount(pipelining.port()))) {
            pipelining.behave(new RejectsRecipient("eve@example.com"));
            RenderedMail mail = mail("eve@example.com");

            assertThat(catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail))
                            .code())
                    .isEqualTo("MBX14040");
            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
        }
    }

    @Test
    void sendsBigMailsInChunksAfterTheEnvelopeWasAccepted() throws Exception {
        RenderedMail big = bigMail(5 * 1024 * 1024);
        server.behave(new ReadsSlowly());
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {

            session.submit(big);
        }
        List<String> chunks = server.commands().stream()
                .filter(command -> command.startsWith("BDAT"))
                .toList();
        assertThat(chunks).hasSizeGreaterThan(4).first().isEqualTo("BDAT 1048576");
        assertThat(chunks.get(chunks.size() - 1)).endsWith(" LAST");
        assertThat(server.submissions().get(0).content()).hasSize((int) big.size());
    }

    @Test
    void stopsSendingABigMailWhenAChunkIsRefused() throws Exception {
        RenderedMail big = bigMail(8 * 1024 * 1024);
        server.behave(new RefusesChunk(2, "552 5.2.2 over quota"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(big));

            assertThat(rejected).hasMessageContaining("552 5.2.2");
            assertThat(server.commands()).filteredOn(c -> c.startsWith("BDAT")).hasSizeLessThan(5);
            server.behave(Misbehaviour.NONE);
            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
        }
    }

    @Test
    void takesTheRefusalOfTheWholeContentInOneFlight() throws Exception {
        server.behave(new RefusesContent("554 5.7.1 spam"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com");

            assertThat(catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail))
                            .code())
                    .isEqualTo("MBX14042");
        }
    }

    @Test
    void sendsWithoutChunksToAServerThatOffersThemAndDoesNotKnowThem() throws Exception {
        server.behave(new KnowsNoChunks());
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {

            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
            assertThat(server.acceptedConnections())
                    .as("never goes on where content may be taken for commands")
                    .isEqualTo(2);

            session.submit(mail("ann@example.com"));
        }
        assertThat(server.commands()).filteredOn(c -> c.startsWith("BDAT")).hasSize(1);
        assertThat(server.submissions()).hasSize(2);
        assertThat(fixture.broken.of(passwordAccount(server.port()).smtp())).containsExactly("CHUNKING");
    }

    @Test
    void sendsWithoutParametersToAServerThatOffersThemAndRefusesThem() throws Exception {
        server.behave(new RefusesParameters());
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            session.submit(mail("ann@example.com"));
            session.submit(mail("ann@example.com"));
        }
        assertThat(server.acceptedConnections()).isEqualTo(1);
        assertThat(server.submissions())
                .hasSize(2)
                .allSatisfy(taken -> assertThat(taken.sender()).isEqualTo("<" + DESK + ">"));
    }

    private long flights(ScriptedSmtpServer to, SubmissionOptions options, RenderedMail mail) {
        try (SmtpSession session = fixture.open(passwordAccount(to.port()), options)) {
            long before = session.flightCount();
            int seen = to.flights();
            session.submit(mail);
            long flights = session.flightCount() - before;
            assertThat(to.flights() - seen).as("as the server sees it").isEqualTo((int) flights);
            return flights;
        }
    }

    private static RenderedMail bigMail(int size) throws Exception {
        MimeMessage message = RenderedMail.draft(DESK);
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("0123456789012345678901234567890123456789\n".repeat(size / 41));
        return RenderedMail.render(message, DESK, Clock.systemUTC().instant());
    }
}
