package io.mailboxconnector.outbound;

import io.mailboxconnector.adapter.MailboxManagedConnectionFactory;
import io.mailboxconnector.adapter.MailboxResourceAdapter;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.Submission;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mailbox on scripted servers and a factory for it, as a container would configure one. */
final class OutboundFixture implements AutoCloseable {

    static final String DESK = "desk@contoso.example";

    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (\\S+)");

    final ScriptedSmtpServer smtp = new ScriptedSmtpServer();
    final ScriptedImapServer imap;
    final MailboxResourceAdapter adapter = new MailboxResourceAdapter();
    final MailboxManagedConnectionFactory factory;
    final AtomicReference<Instant> now = new AtomicReference<>(Clock.systemUTC().instant());
    final MailEngine engine = new MailEngine(clock());

    OutboundFixture(ImapBehaviour... behaviours) {
        imap = ScriptedImapServer.start(behaviours);
        factory = factory();
    }

    AccountSettings account() {
        return settings().account();
    }

    OutboundSettings settings() {
        return factory.toSettings();
    }

    /** A clock that stands still until it is moved. */
    Clock clock() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    /** The subjects of all mails that were submitted, in order. */
    List<String> subjects() {
        return smtp.submissions().stream()
                .map(Submission::content)
                .map(SUBJECT::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    static MimeMessage mail(MailboxConnection connection) throws MessagingException {
        MimeMessage message = connection.newMessage();
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setSubject("Hello");
        message.setText("Hello there");
        return message;
    }

    private MailboxManagedConnectionFactory factory() {
        MailboxManagedConnectionFactory bean = new MailboxManagedConnectionFactory();
        bean.setMailbox(DESK);
        bean.setUserName("desk");
        bean.setPassword("pass-word-1");
        bean.setImapHost("127.0.0.1");
        bean.setImapPort(String.valueOf(imap.port()));
        bean.setImapTls("none");
        bean.setSmtpHost("127.0.0.1");
        bean.setSmtpPort(String.valueOf(smtp.port()));
        bean.setSmtpTls("none");
        bean.setSaveToSent("never");
        try {
            bean.setResourceAdapter(adapter);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
        return bean;
    }

    @Override
    public void close() {
        adapter.stop();
        engine.close();
        smtp.close();
        imap.close();
    }
}
