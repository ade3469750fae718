package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.adapter.MailboxManagedConnectionFactory;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.outbound.dispatch.OwnLanes;
import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.sending.Lanes;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.settings.OutboxSettings;
import io.mailboxconnector.outbound.settings.UnknownPolicy;
import io.mailboxconnector.outbound.transaction.CurrentTransaction;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.database.JtaDataSource;
import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.Submission;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.transaction.TransactionManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An outbox in a database, with real transactions, in front of a scripted server. Time stands still until it is moved. */
final class OutboxFixture implements AutoCloseable {

    static final String DESK = "desk@contoso.example";
    static final Duration LEASE = Duration.ofMinutes(15);
    static final Duration PATIENCE = Duration.ofDays(4);
    static final Duration RETENTION = Duration.ofDays(7);

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

    /** What happens to a node that is killed: nothing more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final ScriptedSmtpServer smtp = new ScriptedSmtpServer();
    final InMemoryContainer container = new InMemoryContainer();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T09:00:00Z"));
    final MailEngine engine = new MailEngine(clock());
    final TestDatabase there;
    final JtaDataSource source;
    final CurrentTransaction transaction =
            new CurrentTransaction(() -> container.context().getTransactionSynchronizationRegistry());
    final OutboxStore store;
    final Outbox outbox;
    private final List<Lanes> opened = new ArrayList<>();
    private int mails;

    OutboxFixture(TestDatabase there) {
        this.there = there;
        this.source = new JtaDataSource(there, container.transactions());
        this.store = new OutboxStore(Database.of(source, "outbox", OutboxTables.all(), transaction::isPresent), DESK);
        this.outbox = outbox(sender("node-of-the-writer"));
    }

    Outbox outbox(OutboxSender sender) {
        return new Outbox(DESK, store, sender, lanes(), transaction, clock());
    }

    TransactionManager transactions() {
        return container.transactions();
    }

    /** A node that lives. */
    OutboxSender sender(String holder) {
        return sender(holder, UnknownPolicy.PARK, lanes());
    }

    OutboxSender sender(String holder, UnknownPolicy unknown, Lanes lanes) {
        return new OutboxSender(
                store,
                new OutboxSettings("outbox", LEASE, PATIENCE, RETENTION, unknown),
                this::settings,
                lanes,
                engine.spool(),
                clock(),
                holder);
    }

    Lanes lanes() {
        Lanes lanes = new OwnLanes(new CapturedMails(), engine);
        opened.add(lanes);
        return lanes;
    }

    /** Lanes on which something else happens than a submission. */
    static Lanes instead(Function<RenderedMail, SubmissionReceipt> event) {
        return new Lanes() {
            @Override
            public SubmissionReceipt submit(OutboundSettings settings, RenderedMail mail) {
                return event.apply(mail);
            }

            @Override
            public void rest() {
                // Nothing is connected.
            }

            @Override
            public void close() {
                // Nothing is connected.
            }
        };
    }

    /** Sends one mail into the outbox and gives its Message-ID. */
    String send() {
        return send("Hello there");
    }

    String send(String text) {
        return send(message("Hello " + ++mails, text)).messageId();
    }

    SubmissionReceipt send(MimeMessage message) {
        SubmissionLane none = new SubmissionLane() {
            @Override
            public SubmissionReceipt submit(RenderedMail mail) {
                throw new IllegalStateException("the outbox does not use the connection of the caller");
            }

            @Override
            public boolean read(Function<io.mailboxconnector.imap.ImapSession, Boolean> operation) {
                throw new IllegalStateException("the outbox does not use the connection of the caller");
            }
        };
        return outbox.dispatch(settings(), RenderedMail.render(message, DESK, now.get(), engine.spool()), none);
    }

    static MimeMessage message(String subject, String text) {
        try {
            MimeMessage message = RenderedMail.draft(DESK);
            message.setRecipients(RecipientType.TO, "ann@example.com");
            message.setSubject(subject);
            message.setText(text);
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** Rounds until there is nothing to do; gives the last one. */
    static OutboxSender.Round drain(OutboxSender sender) {
        OutboxSender.Round round = sender.round();
        while (round == OutboxSender.Round.DONE) {
            round = sender.round();
        }
        return round;
    }

    Map<OutboxState, Long> counts() {
        return store.counts();
    }

    /** How often the server took each mail. */
    Map<String, Long> received() {
        return smtp.submissions().stream()
                .map(Submission::content)
                .map(OutboxFixture::messageId)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    static String messageId(String content) {
        Matcher header = MESSAGE_ID.matcher(content);
        if (!header.find()) {
            throw new IllegalStateException("no Message-ID");
        }
        return header.group(1);
    }

    OutboundSettings settings() {
        MailboxManagedConnectionFactory bean = new MailboxManagedConnectionFactory();
        bean.setMailbox(DESK);
        bean.setUserName("desk");
        bean.setPassword("pass-word-1");
        bean.setImapHost("127.0.0.1");
        bean.setImapPort("1");
        bean.setImapTls("none");
        bean.setSmtpHost("127.0.0.1");
        bean.setSmtpPort(String.valueOf(smtp.port()));
        bean.setSmtpTls("none");
        bean.setSaveToSent("never");
        return bean.toSettings();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    @Override
    public void close() {
        outbox.close();
        opened.forEach(Lanes::close);
        engine.close();
        smtp.close();
        container.close();
    }
}
