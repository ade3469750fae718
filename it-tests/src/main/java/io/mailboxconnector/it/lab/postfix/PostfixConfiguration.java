package io.mailboxconnector.it.lab.postfix;

import io.mailboxconnector.it.lab.dovecot.DovecotConfiguration;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.host.ConfigurationTemplate;
import io.mailboxconnector.it.lab.host.ServerUser;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What may be set before a Postfix is built; writes its configuration.
 *
 * <p>Belongs to one thread.
 */
public final class PostfixConfiguration {

    private static final String OWNER_OF_ROOTS_POSTFIX = "postfix";
    private static final String[] QUEUES = {
        "active",
        "bounce",
        "corrupt",
        "defer",
        "deferred",
        "flush",
        "hold",
        "incoming",
        "maildrop",
        "pid",
        "private",
        "public",
        "saved",
        "trace"
    };

    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<PostfixDoor, Integer> ports = new EnumMap<>(PostfixDoor.class);
    private final int lmtpPort;
    private final int saslPort;
    private TestCertificates certificates = TestCertificates.create();

    PostfixConfiguration(Path directory, DovecotConfiguration dovecot) {
        this.directory = directory;
        this.lmtpPort = dovecot.port(DovecotDoor.LMTP);
        this.saslPort = dovecot.port(DovecotDoor.SASL);
        for (PostfixDoor door : PostfixDoor.values()) {
            ports.put(door, FreePort.any());
        }
    }

    /**
     * Sets whose certificate it shows. Default: an authority of its own.
     *
     * @param authority the authority
     * @return this
     */
    public PostfixConfiguration certificates(TestCertificates authority) {
        certificates = authority;
        return this;
    }

    /**
     * Adds or overrides a setting of Postfix.
     *
     * @param name such as {@code message_size_limit}
     * @param value the value
     * @return this
     */
    public PostfixConfiguration setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /**
     * The ports it will have: other servers need them before.
     *
     * @param door which of the ports
     * @return a free port of the loopback address
     */
    public int port(PostfixDoor door) {
        return Objects.requireNonNull(ports.get(door));
    }

    /**
     * Writes the configuration.
     *
     * @return the server, not started
     */
    public PostfixServer build() {
        ServerUser user = ServerUser.current();
        Path configuration = directory.resolve("etc");
        try {
            Files.createDirectories(configuration);
            makeQueues(user);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Map<String, Object> values = values(user);
        for (String file : new String[] {"main.cf", "master.cf"}) {
            ConfigurationTemplate.beside(PostfixConfiguration.class, file).write(values, configuration.resolve(file));
        }
        return new PostfixServer(directory, ports, !user.isRoot());
    }

    private void makeQueues(ServerUser user) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        own(data, user);
        for (String name : QUEUES) {
            Path queue = Files.createDirectories(directory.resolve("queue").resolve(name));
            if (!name.equals("pid")) {
                own(queue, user);
            }
        }
    }

    private static void own(Path directory, ServerUser user) throws IOException {
        if (user.isRoot()) {
            Files.setOwner(
                    directory,
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(OWNER_OF_ROOTS_POSTFIX));
        }
    }

    private Map<String, Object> values(ServerUser user) {
        Map<String, Object> values = new HashMap<>();
        values.put("directory", directory);
        values.put("certificate", certificates.writeServerPem(directory));
        values.put("key", certificates.writeServerKeyPem(directory));
        values.put("lmtpPort", lmtpPort);
        values.put("saslPort", saslPort);
        ports.forEach((door, port) -> values.put(door.name().toLowerCase(Locale.ROOT) + "Port", port));
        values.put("owner", user.isRoot() ? OWNER_OF_ROOTS_POSTFIX : user.name());
        values.put("nobody", user.name().equals("nobody") ? "games" : "nobody");
        values.put(
                "settings",
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining("\n")));
        return values;
    }
}
