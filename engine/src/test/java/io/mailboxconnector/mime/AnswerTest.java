package io.mailboxconnector.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.mime.answer.ReplyGuard;
import io.mailboxconnector.mime.answer.ReplyPermit;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and forwards (RFC 5322 §3.6, RFC 3834, RFC 2369). The mailbox of all mails is orders@contoso.example. */
class AnswerTest {

    private static final String ASKED = """
            From: Ada <ada@example.com>
            To: orders@contoso.example, bob@example.com
            Cc: carol@example.com, Ada <ADA@example.com>
            Subject: Question
            Message-ID: <3@example.com>
            In-Reply-To: <2@example.com>
            References: <1@example.com> <2@example.com>

            How much?
            """.replace("\n", "\r\n");

    @Test
    void aReplyGoesToTheSenderAndContinuesTheThread() throws Exception {
        MimeMessage reply = TestMails.parse(ASKED).reply().orElseThrow();

        assertThat(addresses(reply, RecipientType.TO)).containsExactly("Ada <ada@example.com>");
        assertThat(addresses(reply, RecipientType.CC)).isEmpty();
        assertThat(reply.getFrom()[0]).hasToString("orders@contoso.example");
        assertThat(reply.getSubject()).isEqualTo("Re: Question");
        assertThat(reply.getHeader("In-Reply-To", null)).isEqualTo("<3@example.com>");
        assertThat(reply.getHeader("References", null))
                .isEqualTo("<1@example.com>\r\n <2@example.com>\r\n <3@example.com>");
        assertThat(reply.getHeader("X-Loop", null)).isEqualTo("mailbox-connector; orders@contoso.example");
        assertThat(reply.getHeader("Auto-Submitted", null)).isNull();
    }

    @Test
    void aReplyToAllGoesToEverybodyOnceButNotToOurselves() throws Exception {
        MimeMessage reply = TestMails.parse(ASKED).replyAll().orElseThrow();

        assertThat(addresses(reply, RecipientType.TO)).containsExactly("Ada <ada@example.com>");
        assertThat(addresses(reply, RecipientType.CC)).containsExactly("bob@example.com", "carol@example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Reply-To: office@example.com, orders@contoso.example | office@example.com
            Reply-To: orders@contoso.example                     | ada@example.com
            Reply-To: <<>>                                       | ada@example.com
            """)
    void aReplyGoesWhereTheSenderWantsIt(String header, String to) throws Exception {
        MimeMessage reply = TestMails.parse(header + "\r\nFrom: ada@example.com\r\n\r\n")
                .reply()
                .orElseThrow();

        assertThat(addresses(reply, RecipientType.TO)).containsExactly(to);
    }

    @Test
    void mailFollowupToSaysWhoGetsAReplyToAll() throws Exception {
        MimeMessage reply = TestMails.parse("Mail-Followup-To: list@example.com, orders@contoso.example\r\n" + ASKED)
                .replyAll()
                .orElseThrow();

        assertThat(addresses(reply, RecipientType.TO)).containsExactly("list@example.com");
        assertThat(addresses(reply, RecipientType.CC)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <mailto:a+b%40list@example.com>        | ada@example.com
            <mailto:list@example.com?subject=hi>   | ada@example.com, list@example.com
            NO (read only)                         | ada@example.com
            <https://example.com/post>             | ada@example.com
            """)
    void aReplyToAllReachesTheList(String post, String to) throws Exception {
        MimeMessage reply = TestMails.parse("List-Post: " + post + "\r\nFrom: ada@example.com\r\n\r\n")
                .replyAll()
                .orElseThrow();

        assertThat(String.join(", ", addresses(reply, RecipientType.TO))).isEqualTo(to);
        assertThat(TestMails.parse("List-Post: " + post + "\r\nFrom: ada@example.com\r\n\r\n")
                        .reply()
                        .map(message -> addresses(message, RecipientType.TO)))
                .contains(List.of("ada@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <>\r\nFrom: ada@example.com",
                "Return-Path: < >\r\nFrom: ada@example.com",
                "From: orders@contoso.example",
                "From: Orders <ORDERS@contoso.example>\r\nReply-To: orders@contoso.example",
                "Subject: from nobody",
                "From: <<>>",
                "From: ada@exa mple.com",
                "X-Loop: mailbox-connector; orders@contoso.example\r\nFrom: ada@example.com",
            })
    void nobodyIsAnsweredWhoMustNotBe(String headers) {
        ParsedMail mail = TestMails.parse(headers + "\r\nTo: bob@example.com\r\n\r\n");

        assertThat(mail.reply()).isEmpty();
        assertThat(mail.replyAll()).isEmpty();
        assertThat(mail.autoReply()).isEmpty();
    }

    @Test
    void ourOwnMailIsKnownWhenItComesBack() throws Exception {
        MimeMessage sent = TestMails.parse(ASKED).forward("for you");
        sent.setRecipients(RecipientType.TO, "orders@contoso.example");
        ParsedMail back = TestMails.parse(bytes(sent));

        assertThat(back.isLooped()).isTrue();
        assertThat(back.reply()).isEmpty();
        assertThat(TestMails.parse("X-Loop: somebody else\r\n\r\n").isLooped()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Question                          | Re: Question                 | Fwd: Question
            Re: Question                      | Re: Question                 | Fwd: Re: Question
            RE: Re: AW: Question              | Re: Question                 | Fwd: RE: Re: AW: Question
            Re[4]: Question                   | Re: Question                 | Fwd: Re[4]: Question
            AW (3): Question                  | Re: Question                 | Fwd: AW (3): Question
            SV : VS: Odp: Question            | Re: Question                 | Fwd: SV : VS: Odp: Question
            回复：Question                     | Re: Question                 | Fwd: 回复：Question
            Отв: Question                     | Re: Question                 | Fwd: Отв: Question
            WG: Question                      | Re: WG: Question             | Fwd: Question
            Fwd: FW: TR: Question             | Re: Fwd: FW: TR: Question    | Fwd: Question
            Regarding: Question               | Re: Regarding: Question      | Fwd: Regarding: Question
            Reader                            | Re: Reader                   | Fwd: Reader
            """)
    void theSubjectHasOnePrefixInWhateverLanguage(String subject, String reply, String forward) throws Exception {
        ParsedMail mail = TestMails.parse("From: ada@example.com\r\nSubject: " + subject + "\r\n\r\n");

        assertThat(mail.reply().orElseThrow().getSubject()).isEqualTo(reply);
        assertThat(mail.forward().getSubject()).isEqualTo(forward);
    }

    @Test
    void theChainOfReferencesKeepsItsRootAndTheNearestTwenty() throws Exception {
        String ids = String.join(
                " ",
                IntStream.range(0, 200).mapToObj(i -> "<" + i + "@example.com>").toList());
        MimeMessage reply = TestMails.parse(
                        "From: ada@example.com\r\nMessage-ID: <last@example.com>\r\nReferences: " + ids + "\r\n\r\n")
                .reply()
                .orElseThrow();

        String[] chain = reply.getHeader("References", null).split("\\s+");
        assertThat(chain)
                .hasSize(21)
                .startsWith("<0@example.com>", "<181@example.com>")
                .endsWith("<last@example.com>");
    }

    @Test
    void severalParentsWithoutReferencesAreNoChain() throws Exception {
        MimeMessage reply = TestMails.parse(
                        "From: ada@example.com\r\nMessage-ID: <3@example.com>\r\nIn-Reply-To: <1@e.com> <2@e.com>\r\n\r\n")
                .reply()
                .orElseThrow();

        assertThat(reply.getHeader("References", null)).isEqualTo("<3@example.com>");
    }

    @Test
    void anAnswerToAMailWithoutIdHasNoParent() throws Exception {
        MimeMessage reply =
                TestMails.parse("From: ada@example.com\r\n\r\n").reply().orElseThrow();

        assertThat(reply.getHeader("In-Reply-To", null)).isNull();
        assertThat(reply.getHeader("References", null)).isNull();
        assertThat(reply.getSubject()).isEqualTo("Re:");
    }

    @Test
    void aMachineSaysThatItIsOneAndAnswersPeopleOnly() throws Exception {
        MimeMessage reply = TestMails.parse(ASKED).autoReply().orElseThrow();

        assertThat(reply.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(TestMails.parse("Auto-Submitted: auto-generated\r\n" + ASKED).autoReply())
                .isEmpty();
        assertThat(TestMails.parse("List-Id: <friends.example.com>\r\n" + ASKED).autoReply())
                .isEmpty();
        assertThat(TestMails.parse("Auto-Submitted: auto-generated\r\n" + ASKED).reply())
                .isPresent();
    }

    @Test
    void aForwardCarriesTheWholeMailByteByByte() throws Exception {
        byte[] original = (ASKED + "Grüße\r\n").getBytes(StandardCharsets.UTF_8);
        MimeMessage forward = TestMails.parse(original).forward("Please have a look.");
        forward.setRecipients(RecipientType.TO, "bob@example.com");
        ParsedMail received = TestMails.parse(bytes(forward));

        assertThat(received.text()).isEqualTo("Please have a look.");
        assertThat(received.attachments()).singleElement().satisfies(attached -> {
            assertThat(attached.contentType()).isEqualTo("message/rfc822");
            assertThat(attached.fileName()).contains("Question.eml");
            assertThat(attached.isInline()).isFalse();
            assertThat(attached.content().readAllBytes()).isEqualTo(original);
        });
        assertThat(((MimeMultipart) forward.getContent()).getBodyPart(1).getHeader("Content-Transfer-Encoding"))
                .containsExactly("8bit");
        assertThat(forward.getHeader("In-Reply-To", null)).isNull();
        assertThat(forward.getHeader("References", null)).contains("<3@example.com>");
    }

    @Test
    void whatASenderWroteNeverBecomesAnotherHeader() throws Exception {
        ParsedMail mail = TestMails.parse("From: =?utf-8?q?Ada=0D=0ABcc=3A_x=40example.com?= <ada@example.com>\r\n"
                + "Subject: =?utf-8?q?Hi=0D=0ABcc:_y@example.com?=\r\nMessage-ID: <a\u0001b@example.com>\r\n\r\n");
        for (MimeMessage message : List.of(mail.reply().orElseThrow(), mail.forward())) {
            message.setText("answer");
            ParsedMail sent = TestMails.parse(bytes(message));

            assertThat(sent.header("Bcc")).isEmpty();
            assertThat(sent.header("In-Reply-To")).isEmpty();
        }
    }

    @Test
    void aSenderGetsALimitedNumberOfAnswersWithinThePeriod() {
        MovableClock clock = new MovableClock();
        ReplyPermit guard = new ReplyGuard(clock).within(3, Duration.ofHours(1));
        List<Boolean> answered = IntStream.rangeClosed(1, 5)
                .mapToObj(uid -> answer(guard, "ada@example.com", uid).isPresent())
                .toList();

        assertThat(answered).containsExactly(true, true, true, false, false);
        // A redelivered mail counts once, and others are not concerned.
        assertThat(answer(guard, "ADA@example.com", 2)).isPresent();
        assertThat(answer(guard, "bob@example.com", 6)).isPresent();
        clock.now = clock.now.plus(Duration.ofMinutes(61));
        assertThat(answer(guard, "ada@example.com", 7)).isPresent();
    }

    @Test
    void whoeverAnswersForTheMailboxCountsForAll() {
        ReplyGuard guard = new ReplyGuard(Clock.systemUTC());
        ReplyPermit one = guard.within(2, Duration.ofHours(1));
        ReplyPermit another = guard.within(2, Duration.ofHours(1));
        MessageKey foreign = new MessageKey("other@contoso.example", "INBOX", 7, 3);

        assertThat(answer(one, "ada@example.com", 1)).isPresent();
        assertThat(answer(another, "ada@example.com", 2)).isPresent();
        assertThat(answer(one, "ada@example.com", 3)).isEmpty();
        assertThat(one.permits("ada@example.com", foreign)).isTrue();
    }

    @Test
    void theGuardForgetsSendersRatherThanGrowing() {
        ReplyPermit guard = new ReplyGuard(Clock.systemUTC()).within(1, Duration.ofHours(1));
        assertThat(answer(guard, "ada@example.com", 1)).isPresent();
        assertThat(answer(guard, "ada@example.com", 2)).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            guard.permits("sender" + i + "@example.com", TestMails.KEY);
        }

        assertThat(answer(guard, "ada@example.com", 3)).isPresent();
    }

    private static Optional<MimeMessage> answer(ReplyPermit guard, String from, int uid) {
        byte[] bytes = ("From: " + from + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return ParsedMail.parse(Arrival.of(TestMails.key(uid), TestMails.ARRIVAL, bytes.length), RawMail.of(bytes))
                .offer(1, guard)
                .reply();
    }

    private static List<String> addresses(MimeMessage message, RecipientType type) {
        try {
            Address[] found = message.getRecipients(type);
            return found == null
                    ? List.of()
                    : Stream.of(found).map(Address::toString).toList();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    /** Stands until it is moved. */
    private static final class MovableClock extends Clock {
        private Instant now = TestMails.ARRIVAL;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
