package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.DESK;
import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SentCopy;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.outgoing.CapturedMail;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.MarksSentFolder;
import io.mailboxconnector.testkit.imap.RefusesAppend;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the properties of a connection factory do to the mails that are sent through it. */
class SendingTest {

    private static final OutgoingMail HELLO = OutgoingMail.builder()
            .to("Ann <ann@example.com>")
            .subject("Hello")
            .text("Hello there")
            .build();

    private OutboundFixture fixture = new OutboundFixture();

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void completesMailsByTheDefaultsOfTheFactory() {
        fixture.factory.setFrom("support@contoso.example");
        fixture.factory.setSenderName("Contoso Support");
        fixture.factory.setReplyTo("answers@contoso.example");
        fixture.factory.setAlwaysBcc("archive@contoso.example");

        send(HELLO);

        assertThat(fixture.smtp.submissions()).singleElement().satisfies(taken -> {
            assertThat(taken.sender()).startsWith("<support@contoso.example>");
            assertThat(taken.recipients()).containsExactly("ann@example.com", "archive@contoso.example");
            assertThat(taken.content())
                    .contains(
                            "From: Contoso Support <support@contoso.example>",
                            "Reply-To: answers@contoso.example",
                            "Message-ID: <",
                            "@contoso.example>")
                    .doesNotContain("archive@");
        });
    }

    @Test
    void appliesTheDefaultsToMessagesOfJakartaMailToo() throws Exception {
        fixture.factory.setSenderName("Contoso Support");
        fixture.factory.setAlwaysBcc("archive@contoso.example");
        try (MailboxConnection connection = connections().getConnection()) {
            connection.send(mail(connection));
        }

        assertThat(fixture.smtp.submissions().get(0).recipients())
                .containsExactly("ann@example.com", "archive@contoso.example");
        assertThat(fixture.smtp.submissions().get(0).content()).contains("From: Contoso Support <" + DESK + ">");
    }

    @Test
    void refusesRecipientsThatAreNotAllowedWithoutContactingTheServer() {
        fixture.factory.setRecipientAllowList("contoso.example, ann@example.com");
        OutgoingMail wrong = HELLO.toBuilder().cc("eve@example.com").build();

        SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> send(wrong));

        assertThat(rejected).hasMessageStartingWith("MBX22100").hasMessageContaining("eve@example.com");
        assertThat(rejected.refused()).extracting(RefusedRecipient::address).containsExactly("eve@example.com");
        assertThat(fixture.smtp.acceptedConnections()).isZero();
        assertThat(send(HELLO.toBuilder().cc("Bob <bob@CONTOSO.example>").build())
                        .accepted())
                .hasSize(2);
    }

    @Test
    void capturesMailsInsteadOfSendingThem(@TempDir Path directory) throws Exception {
        fixture.factory.setMode("capture");
        fixture.factory.setCaptureDirectory(directory.toString());

        SubmissionReceipt receipt = send(HELLO);

        assertThat(receipt.serverReply()).isEqualTo("captured, nothing was sent");
        assertThat(fixture.smtp.acceptedConnections()).isZero();
        assertThat(fixture.imap.acceptedConnections()).isZero();
        List<CapturedMail> captured = connections().capturedMails();
        assertThat(captured).singleElement().satisfies(mail -> {
            assertThat(mail.messageId()).isEqualTo(receipt.messageId());
            assertThat(mail.recipients()).containsExactly("ann@example.com");
            assertThat(mail.text()).contains("Subject: Hello", "Hello there");
        });
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList()).singleElement().satisfies(file -> {
                assertThat(file.toString()).endsWith(".eml");
                assertThat(Files.readString(file)).contains("Hello there");
            });
        }
    }

    @Test
    void forgetsTheOldestOfManyCapturedMails() {
        fixture.factory.setMode("capture");
        for (int i = 0; i <= 100; i++) {
            send(HELLO.toBuilder().subject("Number " + i).build());
        }

        assertThat(connections().capturedMails())
                .hasSize(100)
                .first()
                .satisfies(mail -> assertThat(mail.text()).contains("Subject: Number 1\r\n"));
    }

    @Test
    void sendsToTheOthersWhenPartIsAccepted() {
        fixture.factory.setPartial("accept");
        fixture.smtp.behave(new RejectsRecipient("eve@example.com"));

        SubmissionReceipt receipt = send(HELLO.toBuilder().to("eve@example.com").build());

        assertThat(receipt.accepted()).hasSize(1);
        assertThat(receipt.refused()).singleElement().satisfies(one -> {
            assertThat(one.address()).isEqualTo("eve@example.com");
            assertThat(one.enhancedStatus()).isEqualTo("5.1.1");
            assertThat(one.isPermanent()).isTrue();
        });
    }

    @Test
    void sendsThroughAnotherServerWhenTheFirstOneIsGone() {
        try (ScriptedSmtpServer other = new ScriptedSmtpServer()) {
            fixture.factory.setFailoverHosts("127.0.0.1:" + other.port());
            fixture.smtp.stop();

            send(HELLO);

            assertThat(other.submissions()).hasSize(1);
        }
    }

    @Test
    void storesACopyInTheNamedSentFolderAfterTheMailWasAccepted() {
        fixture.factory.setSaveToSent("always");
        fixture.factory.setSentFolder("Sent");
        fixture.imap.mailbox().create("Sent");

        SubmissionReceipt receipt = send(HELLO);

        assertThat(receipt.sentCopy()).isEqualTo(SentCopy.STORED);
        assertThat(fixture.imap.mailbox().folder("Sent").mails())
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.seen()).isTrue();
                    assertThat(new String(mail.bytes(), StandardCharsets.UTF_8)).contains(receipt.messageId());
                });
    }

    @Test
    void findsTheFolderThatTheServerMarksForSentMails() {
        restart(new MarksSentFolder("Gesendet"));
        fixture.factory.setSaveToSent("auto");
        fixture.imap.mailbox().create("Gesendet");

        assertThat(send(HELLO).sentCopy()).isEqualTo(SentCopy.STORED);
        assertThat(fixture.imap.mailbox().folder("Gesendet").mails()).hasSize(1);
    }

    @Test
    void doesWithoutACopyWhereTheMailboxHasNoSentFolderAndNobodyInsists() {
        fixture.factory.setSaveToSent("auto");

        assertThat(send(HELLO).sentCopy()).isEqualTo(SentCopy.LEFT_TO_SERVER);

        fixture.factory.setSaveToSent("always");
        assertThat(send(HELLO).sentCopy()).isEqualTo(SentCopy.FAILED);
    }

    @Test
    void neverTurnsAnAcceptedMailIntoAFailureBecauseOfItsCopy() {
        restart(new RefusesAppend());
        fixture.factory.setSaveToSent("always");
        fixture.factory.setSentFolder("Sent");

        SubmissionReceipt receipt = send(HELLO);

        assertThat(receipt.sentCopy()).isEqualTo(SentCopy.FAILED);
        assertThat(receipt.accepted()).hasSize(1);
        assertThat(fixture.smtp.submissions()).hasSize(1);
    }

    @Test
    void leavesTheCopyToProvidersThatStoreItThemselves() {
        fixture.factory.setProvider("google");
        fixture.factory.setSaveToSent("auto");

        assertThat(send(HELLO).sentCopy()).isEqualTo(SentCopy.LEFT_TO_SERVER);
        assertThat(fixture.imap.acceptedConnections()).isZero();
    }

    private void restart(ImapBehaviour behaviour) {
        fixture.close();
        fixture = new OutboundFixture(behaviour);
    }

    private SubmissionReceipt send(OutgoingMail mail) {
        try (MailboxConnection connection = connections().getConnection()) {
            return connection.send(mail);
        }
    }

    private MailboxConnectionFactory connections() {
        return (MailboxConnectionFactory) fixture.factory.createConnectionFactory();
    }
}
