package io.mailboxconnector.it.lab;

import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.testkit.TestCertificates;
import java.nio.file.Path;
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

    private final AtomicInteger mailboxes = new AtomicInteger();
    private final LabDirectory directory;
    private final Path authority;
    private final DovecotServer dovecot;

    private MailLab(LabDirectory directory) {
        this.directory = directory;
        TestCertificates certificates = TestCertificates.create();
        authority = certificates.writeAuthorityPem(directory.path());
        dovecot = DovecotServer.in(directory.directory("dovecot"))
                .certificates(certificates)
                .build();
    }

    /**
     * Starts a lab.
     *
     * @param parent its private directory is made in this one
     * @return the running servers
     */
    public static MailLab start(Path parent) {
        MailLab lab = new MailLab(LabDirectory.below(parent));
        try {
            lab.dovecot.start();
            return lab;
        } catch (RuntimeException failure) {
            lab.close();
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
        dovecot.close();
        directory.close();
    }
}
