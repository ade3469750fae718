package io.mailboxconnector.testkit.mail;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail on loopback, in this JVM: IMAP and SMTP, with XOAUTH2 tokens that a rule accepts, and passwords.
 *
 * <p>The ports are chosen when the server is built and stay the same. {@link #stop()} closes every connection;
 * {@link #start()} opens the same ports again with the same mails, flags and UIDVALIDITY. Mails can be delivered and
 * looked at while it is stopped. A mail sent by SMTP to an address without a mailbox creates that mailbox.
 *
 * <p>GreenMail is more lenient than real servers: it has no STARTTLS and answers a wrong token without the JSON
 * challenge.
 *
 * <p>Threads: all methods may be called by several threads.
 */
public final class LocalMailServer implements AutoCloseable {

    private final PostOffice postOffice;
    private final Map<MailDoor, Integer> ports = new EnumMap<>(MailDoor.class);
    private final Map<MailDoor, AtomicInteger> connections = new EnumMap<>(MailDoor.class);
    private final @Nullable SSLContext tls;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}; empty while stopped. */
    private final List<MailService> services = new ArrayList<>();

    private LocalMailServer(Builder builder) {
        this.postOffice = new PostOffice(builder.tokens);
        this.tls = builder.tls;
        if (builder.tls != null) {
            reserve(MailDoor.IMAPS);
            reserve(MailDoor.SMTPS);
        }
        if (builder.plain) {
            reserve(MailDoor.IMAP);
            reserve(MailDoor.SMTP);
        }
        builder.passwords.forEach((mailbox, password) -> {
            createMailbox(mailbox);
            if (!password.isEmpty()) {
                postOffice.doorkeeper().setPassword(mailbox, password);
            }
        });
    }

    /**
     * Begins a server without any door.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Opens all doors and returns when they listen; does nothing when they are open. */
    public void start() {
        lock.lock();
        try {
            if (services.isEmpty()) {
                ports.forEach((door, port) ->
                        services.add(new MailService(door, port, sockets(door), postOffice, connectionCounter(door))));
                services.forEach(MailService::open);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes all doors and all connections, at once, as a crash would; keeps the mails. */
    public void stop() {
        lock.lock();
        try {
            services.forEach(MailService::stopService);
            services.clear();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    /**
     * The port of a door, the same for the life of this object.
     *
     * @param door which one
     * @return its port
     * @throws IllegalArgumentException when the server was built without that door
     */
    public int port(MailDoor door) {
        Integer port = ports.get(door);
        if (port == null) {
            throw new IllegalArgumentException("this server has no door " + door);
        }
        return port;
    }

    /**
     * How many connections came through a door since this object was built.
     *
     * @param door which one
     * @return the number
     */
    public int connections(MailDoor door) {
        return connectionCounter(door).get();
    }

    /**
     * How many clients are connected now, all doors together.
     *
     * @return the number
     */
    public int openConnections() {
        lock.lock();
        try {
            return services.stream().mapToInt(MailService::openConnections).sum();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many logins were accepted, all doors together.
     *
     * @return the number
     */
    public int acceptedLogins() {
        return postOffice.doorkeeper().accepted();
    }

    /**
     * How many logins were refused, all doors together.
     *
     * @return the number
     */
    public int refusedLogins() {
        return postOffice.doorkeeper().refused();
    }

    /**
     * Creates a mailbox; does nothing when it exists.
     *
     * @param mailbox its address, which is also the login name
     */
    public void createMailbox(String mailbox) {
        if (postOffice.getUserManager().getUser(mailbox) == null) {
            try {
                postOffice.getUserManager().createUser(mailbox, mailbox, mailbox);
            } catch (UserException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /**
     * Creates a folder in a mailbox; does nothing when it exists.
     *
     * @param mailbox the mailbox
     * @param folder the folder's name
     */
    public void createFolder(String mailbox, String folder) {
        if (findFolder(mailbox, folder) == null) {
            try {
                postOffice.getImapHostManager().createMailbox(user(mailbox), folder);
            } catch (FolderException | AuthorizationException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /**
     * Puts a mail into the INBOX of a mailbox as a delivery from outside does.
     *
     * @param mailbox the mailbox, created when missing
     * @param message the mail
     */
    public void deliver(String mailbox, MimeMessage message) {
        createMailbox(mailbox);
        user(mailbox).deliver(message);
    }

    /**
     * Delivers a plain-text mail.
     *
     * @param from the sender
     * @param mailbox the receiving mailbox, created when missing
     * @param subject the subject
     * @param text the body
     * @return the delivered mail with its Message-ID
     */
    public MimeMessage deliver(String from, String mailbox, String subject, String text) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mailbox));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.saveChanges();
            deliver(mailbox, message);
            return message;
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * The mails in a folder, oldest first.
     *
     * @param mailbox the mailbox
     * @param folder the folder's name, for example {@code INBOX}
     * @return a snapshot; empty when the mailbox or the folder does not exist
     */
    public List<StoredMail> messages(String mailbox, String folder) {
        MailFolder found = findFolder(mailbox, folder);
        // The copy is made under the lock of the list; its stream would not be.
        return found == null
                ? List.of()
                : List.copyOf(found.getMessages()).stream().map(StoredMail::of).toList();
    }

    private @Nullable MailFolder findFolder(String mailbox, String folder) {
        GreenMailUser user = postOffice.getUserManager().getUser(mailbox);
        return user == null ? null : postOffice.getImapHostManager().getFolder(user, folder);
    }

    private GreenMailUser user(String mailbox) {
        return postOffice.getUserManager().getUser(mailbox);
    }

    private void reserve(MailDoor door) {
        int port = FreePort.any();
        while (ports.containsValue(port)) {
            port = FreePort.any();
        }
        ports.put(door, port);
        connections.put(door, new AtomicInteger());
    }

    private AtomicInteger connectionCounter(MailDoor door) {
        AtomicInteger counter = connections.get(door);
        if (counter == null) {
            throw new IllegalArgumentException("this server has no door " + door);
        }
        return counter;
    }

    private ServerSocketFactory sockets(MailDoor door) {
        if (!door.isEncrypted()) {
            return ServerSocketFactory.getDefault();
        }
        if (tls == null) {
            throw new IllegalStateException(door + " needs a certificate");
        }
        return tls.getServerSocketFactory();
    }

    /** What a {@link LocalMailServer} is made of. */
    public static final class Builder {

        private @Nullable SSLContext tls;
        private boolean plain;
        private BiPredicate<String, String> tokens = (mailbox, token) -> false;
        private final Map<String, String> passwords = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Opens IMAPS and SMTPS.
         *
         * @param context holds the server's key and certificate
         * @return this
         */
        public Builder tls(SSLContext context) {
            this.tls = context;
            return this;
        }

        /**
         * Opens IMAP and SMTP in plain text.
         *
         * @return this
         */
        public Builder plain() {
            this.plain = true;
            return this;
        }

        /**
         * Sets which tokens are accepted; without this, none is.
         *
         * @param rule gets the mailbox and the token; asked at every login, by the connection's thread
         * @return this
         */
        public Builder tokens(BiPredicate<String, String> rule) {
            this.tokens = rule;
            return this;
        }

        /**
         * Creates a mailbox that is opened with tokens only.
         *
         * @param mailbox its address
         * @return this
         */
        public Builder mailbox(String mailbox) {
            passwords.putIfAbsent(mailbox, "");
            return this;
        }

        /**
         * Creates a mailbox that is opened with a password too.
         *
         * @param mailbox its address
         * @param password its password
         * @return this
         */
        public Builder mailbox(String mailbox, String password) {
            passwords.put(mailbox, password);
            return this;
        }

        /**
         * Builds the server; its ports are known, its doors are closed.
         *
         * @return the server, to be started
         */
        public LocalMailServer build() {
            return new LocalMailServer(this);
        }
    }
}
