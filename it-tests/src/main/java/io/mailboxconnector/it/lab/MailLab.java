package io.mailboxconnector.it.lab;

import io.mailboxconnector.it.lab.dovecot.DovecotConfiguration;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.dovecot.TokenCheck;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.it.lab.postfix.PostfixConfiguration;
import io.mailboxconnector.it.lab.postfix.PostfixDoor;
import io.mailboxconnector.it.lab.postfix.PostfixServer;
import io.mailboxconnector.testkit.SigningCertificate;
import io.mailboxconnector.testkit.TestCertificates;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real servers, running, that know each other: private directory, free ports, certificates of one authority. Any number of
 * labs run side by side.
 *
 * <p>Mailboxes are cheap: a test takes one of its own.
 *
 * <p>Threads: mailboxes may be made by any thread; the servers belong to one at a time.
 */
public final class MailLab implements AutoCloseable {

    /** The domain of all mailboxes. */
    public static final String DOMAIN = "contoso.example";
    /** The password of all mailboxes. */
    public static final String PASSWORD = "lab-password";

    /** A user of Keycloak with a mailbox of her own. */
    public static final String ALICE = "alice@" + DOMAIN;
    /** A user of Keycloak whose tokens open his own mailbox and {@link #SHARED}. */
    public static final String BOB = "bob@" + DOMAIN;
    /** A mailbox without a user. */
    public static final String SHARED = "shared@" + DOMAIN;

    private static final List<String> USERS = List.of(ALICE, BOB, SHARED);

    private final AtomicInteger mailboxes = new AtomicInteger();
    private final LabDirectory directory;
    private final Path authority;
    private final TestCertificates certificates = TestCertificates.create();
    private final DovecotServer dovecot;
    private final PostfixServer postfix;
    private final KeycloakServer keycloak;
    private final SigningCertificate clientCertificate = SigningCertificate.create(LabClient.APP_JWT.id());

    private MailLab(LabDirectory directory, Path keycloakInstallation) {
        this.directory = directory;
        authority = certificates.writeAuthorityPem(directory.path());
        keycloak = new KeycloakServer(
                keycloakInstallation, directory.directory("keycloak"), certificates, clientCertificate, PASSWORD);
        DovecotConfiguration mailboxServer = DovecotServer.in(directory.directory("dovecot"))
                .certificates(certificates)
                .tokens(new TokenCheck(
                        keycloak.issuer(),
                        keycloak.introspection(),
                        KeycloakServer.MAIL_SERVER,
                        KeycloakServer.MAIL_SERVER_SECRET));
        PostfixConfiguration mailServer =
                PostfixServer.in(directory.directory("postfix"), mailboxServer).certificates(certificates);
        dovecot = mailboxServer.relay(mailServer.port(PostfixDoor.SMTP)).build();
        postfix = mailServer.build();
        for (String user : USERS) {
            dovecot.addMailbox(user, PASSWORD);
        }
    }

    /**
     * Starts a lab: Dovecot and Postfix at once, Keycloak when it is asked for.
     *
     * @param parent its private directory is made in this one
     * @param keycloakInstallation the unpacked distribution of Keycloak
     * @return the running servers
     */
    public static MailLab start(Path parent, Path keycloakInstallation) {
        LabDirectory directory = LabDirectory.below(parent);
        try {
            MailLab lab = new MailLab(directory, keycloakInstallation);
            lab.startMailServers();
            return lab;
        } catch (RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    private void startMailServers() {
        try {
            dovecot.start();
            postfix.start();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /**
     * Makes a mailbox that nobody else has.
     *
     * @return its address, with {@link #PASSWORD}
     */
    public String newMailbox() {
        String address = newAddress();
        dovecot.addMailbox(address, PASSWORD);
        return address;
    }

    /**
     * Makes a mailbox that nobody else has and that holds only so much.
     *
     * @param kilobytes how much all its folders may hold together
     * @return its address, with {@link #PASSWORD}
     */
    public String newMailboxWithQuota(int kilobytes) {
        String address = newAddress();
        dovecot.addMailboxWithQuota(address, PASSWORD, kilobytes);
        return address;
    }

    private String newAddress() {
        return "mailbox-" + mailboxes.incrementAndGet() + "@" + DOMAIN;
    }

    /**
     * The mailboxes.
     *
     * @return the server
     */
    public DovecotServer dovecot() {
        return dovecot;
    }

    /**
     * Where mail is submitted.
     *
     * @return the server
     */
    public PostfixServer postfix() {
        return postfix;
    }

    /**
     * Where tokens come from. The first call takes half a minute.
     *
     * @return the server, running
     */
    public KeycloakServer keycloak() {
        keycloak.start();
        return keycloak;
    }

    /**
     * How {@link LabClient#APP_JWT} proves who it is.
     *
     * @return key and certificate
     */
    public SigningCertificate clientCertificate() {
        return clientCertificate;
    }

    /**
     * The authority of all servers, for one more of them.
     *
     * @return the certificates
     */
    public TestCertificates certificates() {
        return certificates;
    }

    /**
     * The certificate of the authority of all servers.
     *
     * @return a file in PEM form
     */
    public Path authority() {
        return authority;
    }

    /** Stops the servers and deletes everything they had. */
    @Override
    public void close() {
        postfix.close();
        dovecot.close();
        keycloak.close();
        directory.close();
    }
}
