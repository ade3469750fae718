package io.mailboxconnector.it.lab;

import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.MailDoor;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A tenant in miniature: an authorization server in the manner of Microsoft Entra and a mail server that accepts its
 * tokens, both on loopback, both with certificates of an authority that nobody else knows.
 *
 * <p>The authorization server runs from the beginning, the mail server when it is started.
 *
 * <p>Threads: as its servers, any.
 */
public final class LocalTenant implements AutoCloseable {

    /** The mailbox that the account opens. */
    public static final String MAILBOX = "support@contoso.example";
    /** Another mailbox on the same mail server. */
    public static final String CUSTOMER = "customer@example.com";

    private static final String TENANT = "contoso.example";
    private static final String LOOPBACK = "localhost";

    private final Path authorityCertificate;
    private final String clientId = UUID.randomUUID().toString();
    private final String clientSecret = "lab~" + UUID.randomUUID();
    private final FakeAuthorizationServer authorization;
    private final LocalMailServer mail;

    private LocalTenant(Path directory) {
        TestCertificates certificates = TestCertificates.create();
        authorityCertificate = certificates.writeAuthorityPem(directory);
        authorization = FakeAuthorizationServer.start(certificates.server());
        authorization.registerClient(TENANT, clientId, clientSecret);
        mail = LocalMailServer.builder()
                .tls(certificates.server())
                .mailbox(MAILBOX)
                .mailbox(CUSTOMER)
                .tokens(authorization::accepts)
                .build();
    }

    /**
     * Makes a tenant with an empty mailbox; the mail server is not started.
     *
     * @param directory where the certificates are written, created when missing
     * @return the tenant
     */
    public static LocalTenant create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new LocalTenant(directory);
    }

    /** Starts the mail server. */
    public void start() {
        mail.start();
    }

    /**
     * The mail server.
     *
     * @return the server, which may be stopped and started
     */
    public LocalMailServer mail() {
        return mail;
    }

    /**
     * The authorization server.
     *
     * @return the server
     */
    public FakeAuthorizationServer authorization() {
        return authorization;
    }

    /**
     * The account of {@link #MAILBOX}.
     *
     * @return its properties, and its name as {@code account}
     */
    public Map<String, String> account() {
        return account("Mailbox", Map.of());
    }

    /**
     * The account with some properties of another value.
     *
     * @param name the name of the account, which makes the JNDI name of its factory
     * @param overrides values by property; an empty value leaves the property out
     * @return its properties, and its name as {@code account}
     */
    public Map<String, String> account(String name, Map<String, String> overrides) {
        Map<String, String> properties = properties();
        properties.put("account", name);
        properties.putAll(overrides);
        properties.values().removeIf(String::isEmpty);
        return properties;
    }

    /**
     * The properties of the account: the five that Microsoft 365 needs, and where the servers are instead of Microsoft's.
     *
     * @return a new map in the order of an administrator's file
     */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("provider", "microsoft365");
        properties.put("mailbox", MAILBOX);
        properties.put("tenantId", TENANT);
        properties.put("clientId", clientId);
        properties.put("clientSecret", clientSecret);
        properties.put("authority", "https://" + LOOPBACK + ":" + authorization.port() + "/");
        properties.put("imapHost", LOOPBACK);
        properties.put("imapPort", Integer.toString(mail.port(MailDoor.IMAPS)));
        properties.put("imapTls", "implicit");
        properties.put("smtpHost", LOOPBACK);
        properties.put("smtpPort", Integer.toString(mail.port(MailDoor.SMTPS)));
        properties.put("smtpTls", "implicit");
        properties.put("trustedCertificates", authorityCertificate.toString());
        return properties;
    }

    /** Stops both servers. */
    @Override
    public void close() {
        mail.close();
        authorization.close();
    }
}
