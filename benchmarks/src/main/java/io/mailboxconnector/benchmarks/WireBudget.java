package io.mailboxconnector.benchmarks;

import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.inbound.Activations;
import io.mailboxconnector.inbound.settings.ContentPolicy;
import io.mailboxconnector.inbound.settings.DeliveryOrder;
import io.mailboxconnector.inbound.settings.DurabilitySettings;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.settings.ReadingProtocol;
import io.mailboxconnector.inbound.settings.RedeliveryPolicy;
import io.mailboxconnector.inbound.settings.Selection;
import io.mailboxconnector.inbound.settings.Start;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.container.InMemoryContainer;
import io.mailboxconnector.testkit.imap.FakeMail;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what the connector says on the wire: commands for a thousand waiting mails, flights for a hundred sends on a
 * warm connection. Counts do not depend on the machine, so every change shows its effect.
 */
public final class WireBudget {

    private static final int MAILS = 1000;
    private static final int SENDS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private WireBudget() {}

    /**
     * Runs all counts and prints them as a table.
     *
     * @param arguments none
     * @throws MessagingException when a message cannot be made
     */
    public static void main(String[] arguments) throws MessagingException {
        StringBuilder table = new StringBuilder("\nOn the wire                                     counted    goal\n");
        row(table, MAILS + " waiting mails, one by one, IMAP commands", intake(false), "<= 60");
        row(table, MAILS + " waiting mails, in batches, IMAP commands", intake(true), "<= 60");
        row(table, "one mail sent, no PIPELINING, flights", flightsPerSend("SIZE 50000000"), "<= 4");
        row(table, "one mail sent, PIPELINING, flights", flightsPerSend("PIPELINING"), "<= 2");
        row(table, "one mail sent, PIPELINING and CHUNKING, flights", flightsPerSend("PIPELINING", "CHUNKING"), "<= 1");
        System.out.println(table);
    }

    private static void row(StringBuilder table, String what, double count, String goal) {
        table.append(String.format(Locale.ROOT, "%-46s %8.1f   %s%n", what, count, goal));
    }

    private static double intake(boolean batches) {
        AtomicInteger delivered = new AtomicInteger();
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InMemoryContainer container = new InMemoryContainer();
                MailEngine engine = new MailEngine(Clock.systemUTC())) {
            for (int i = 0; i < MAILS; i++) {
                server.deliver("From: ann@example.com\r\nSubject: " + i + "\r\n\r\n" + "x".repeat(4000) + "\r\n");
            }
            Activations activations = new Activations(engine, container.context());
            activations.activate(
                    batches
                            ? container.batchEndpoints(mails -> delivered.addAndGet(mails.size()))
                            : container.endpoints(mail -> delivered.incrementAndGet(), true),
                    activations,
                    inbound(account(server.port(), 1)));
            await().atMost(PATIENCE)
                    .until(() -> server.mailbox().inbox().mails().stream().allMatch(FakeMail::seen));
            if (delivered.get() != MAILS) {
                throw new IllegalStateException(delivered + " deliveries of " + MAILS + " mails");
            }
            int commands = server.commands().size();
            activations.stop();
            return commands;
        }
    }

    private static double flightsPerSend(String... extensions) throws MessagingException {
        try (ScriptedSmtpServer server =
                        new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions(extensions));
                MailEngine engine = new MailEngine(Clock.systemUTC());
                SmtpSession session = engine.openSmtp(account(1, server.port()))) {
            session.submit(mail(0));
            int before = server.flights();
            for (int i = 1; i <= SENDS; i++) {
                session.submit(mail(i));
            }
            return (server.flights() - before) / (double) SENDS;
        }
    }

    private static RenderedMail mail(int number) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ann@example.com"));
        message.setSubject("Number " + number);
        message.setText("x".repeat(4000));
        return RenderedMail.render(
                message, "desk@example.com", Clock.systemUTC().instant());
    }

    private static InboundSettings inbound(AccountSettings account) {
        return new InboundSettings(
                "INBOX of " + account.mailbox(),
                account,
                ReadingProtocol.IMAP,
                "INBOX",
                Selection.UNSEEN,
                new Start.All(),
                Settlement.markSeen(),
                Settlement.moveTo("Failed"),
                1,
                DeliveryOrder.NONE,
                50,
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                new RedeliveryPolicy(5, Duration.ofSeconds(10), 2, Duration.ofMinutes(10)),
                8L << 20,
                1L << 20,
                Duration.ofSeconds(30),
                ContentPolicy.everything(),
                DurabilitySettings.NONE);
    }

    private static AccountSettings account(int imapPort, int smtpPort) {
        return new AccountSettings(
                Provider.GENERIC,
                "desk@example.com",
                Authentication.password("desk@example.com", "sesame"),
                new Endpoint("127.0.0.1", imapPort, TlsMode.NONE),
                new Endpoint("127.0.0.1", smtpPort, TlsMode.NONE),
                Trust.JVM_DEFAULT,
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }
}
