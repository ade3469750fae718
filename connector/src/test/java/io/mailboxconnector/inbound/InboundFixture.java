package io.mailboxconnector.inbound;

import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.inbound.settings.ContentPolicy;
import io.mailboxconnector.inbound.settings.DeliveryOrder;
import io.mailboxconnector.inbound.settings.DurabilitySettings;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.settings.RedeliveryPolicy;
import io.mailboxconnector.inbound.settings.Selection;
import io.mailboxconnector.inbound.settings.Start;
import io.mailboxconnector.mime.Arrival;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An engine, a container and the settings of an activation on a scripted server, with short times. */
public final class InboundFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final InMemoryContainer container = new InMemoryContainer();
    final MailEngine engine;
    final Activations activations;
    final Object spec = new Object();
    String folder = "INBOX";
    String mailbox = "desk@example.com";
    Settlement afterDelivery = Settlement.markSeen();
    Settlement onFailure = Settlement.moveTo("Failed");
    int maxConcurrency = 1;
    DeliveryOrder orderBy = DeliveryOrder.NONE;
    Selection select = Selection.UNSEEN;
    Duration drainTimeout = Duration.ofSeconds(30);
    int batchSize = 50;
    public int maxRedeliveries = 2;
    public Duration redeliveryDelay = Duration.ofMillis(50);
    Duration redeliveryMaxDelay = Duration.ofMillis(200);
    DurabilitySettings durability = DurabilitySettings.NONE;
    Start start = new Start.All();
    Duration pollInterval = Duration.ofMinutes(5);
    Duration idleRenewal = Duration.ofMinutes(5);
    Duration readTimeout = Duration.ofSeconds(5);
    long fetchBudget = 8L << 20;
    long spoolThreshold = 1L << 20;
    ContentPolicy content = ContentPolicy.everything();
    private final int port;

    InboundFixture(ScriptedImapServer server) {
        this(server.port());
    }

    public InboundFixture(int port) {
        this(port, Clock.systemUTC());
    }

    /** With a system clock that may be set. */
    InboundFixture(int port, Clock clock) {
        this(port, clock, SteadyClock.from(Clock.systemUTC()));
    }

    /** With a clock for intervals besides that the test may hurry. */
    InboundFixture(int port, Clock clock, Clock steady) {
        this.port = port;
        this.engine = new MailEngine(clock);
        this.activations = new Activations(engine, container.context(), steady);
    }

    void activate(MessageEndpointFactory endpoints) {
        activations.activate(endpoints, spec, settings());
    }

    public InboundSettings settings() {
        AccountSettings account = account();
        return new InboundSettings(
                folder + " of " + mailbox,
                account,
                folder,
                select,
                start,
                afterDelivery,
                onFailure,
                maxConcurrency,
                orderBy,
                batchSize,
                idleRenewal,
                pollInterval,
                new RedeliveryPolicy(maxRedeliveries, redeliveryDelay, 2, redeliveryMaxDelay),
                fetchBudget,
                spoolThreshold,
                drainTimeout,
                content,
                durability);
    }

    AccountSettings account() {
        return new AccountSettings(
                Provider.GENERIC,
                mailbox,
                Authentication.password("desk@example.com", "sesame"),
                new Endpoint("127.0.0.1", port, TlsMode.NONE),
                new Endpoint("127.0.0.1", 1, TlsMode.NONE),
                Trust.JVM_DEFAULT,
                new Timeouts(Duration.ofSeconds(2), readTimeout, Duration.ofSeconds(5)));
    }

    public static String mail(String subject) {
        return "From: Ann <ann@example.com>\r\nTo: desk@example.com\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + subject + "@example.com>\r\n\r\nHello\r\n";
    }

    /** A mail that was fetched. */
    public static ParsedMail parsed(long uidValidity, long uid) {
        byte[] bytes = mail("m" + uid).getBytes(StandardCharsets.US_ASCII);
        MessageKey key = new MessageKey("desk@example.com", "INBOX", uidValidity, uid);
        return ParsedMail.parse(Arrival.of(key, Instant.EPOCH, bytes.length), RawMail.of(bytes));
    }

    /** Waits until every mail of the inbox is marked as seen. */
    static void awaitAllSeen(ScriptedImapServer server) {
        await().atMost(PATIENCE).until(() -> unseen(server).isEmpty());
    }

    static List<FakeMail> unseen(ScriptedImapServer server) {
        return server.mailbox().inbox().mails().stream()
                .filter(mail -> !mail.seen())
                .toList();
    }

    @Override
    public void close() {
        activations.stop();
        engine.close();
        container.close();
    }
}
