package io.mailboxconnector.it.lab;

import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.MailDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

public final class MailLab implements AutoCloseable {
    public static final String MAILBOX = "support@contoso.example";
    public static final String CUSTOMER = "customer@example.com";
    private final Path directory;
    private final LocalMailServer mail;

    private MailLab(Path directory) {
        this.directory = directory;
        mail = LocalMailServer.builder().plain().mailbox(MAILBOX, "open-sesame").mailbox(CUSTOMER).build();
    }

    public static MailLab create(Path directory) {
        return new MailLab(directory);
    }

    public void start() {
        mail.start();
    }

    public LocalMailServer mail() {
        return mail;
    }

    public Path account() {
        return account(Map.of());
    }

    public Path account(Map<String, String> overrides) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("mailbox", MAILBOX);
        p.put("authentication", "password");
        p.put("password", "open-sesame");
        p.put("imapHost", "127.0.0.1");
        p.put("smtpHost", "127.0.0.1");
        p.put("imapPort", "" + mail.port(MailDoor.IMAP));
        p.put("smtpPort", "" + mail.port(MailDoor.SMTP));
        p.put("imapTls", "none");
        p.put("smtpTls", "none");
        p.putAll(overrides);
        try {
            return AccountFile.write(directory.resolve("account.properties"), p);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        mail.close();
    }
}
