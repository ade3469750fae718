package io.mailboxconnector.it.lab.dovecot;

import io.mailboxconnector.it.lab.host.ConfigurationTemplate;
import io.mailboxconnector.it.lab.host.ServerUser;
import io.mailboxconnector.testkit.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be set before a Dovecot is built; writes its configuration.
 *
 * <p>Belongs to one thread.
 */
public final class DovecotConfiguration {

    /** No account has this number; files of mailboxes need none. */
    private static final int MAIL_UID = 15_000;
    /** The port of nobody: submission fails when there is no relay. */
    private static final int NO_RELAY = 9;

    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Map<DovecotDoor, Integer> ports = DovecotServer.freePorts();
    private TestCertificates certificates = TestCertificates.create();
    private int relayPort = NO_RELAY;
    private int connectionsPerProcess = 1;
    private boolean debug;
    private @Nullable TokenCheck tokens;

    DovecotConfiguration(Path directory) {
        this.directory = directory;
    }

    /**
     * Sets whose certificate it shows. Default: an authority of its own.
     *
     * @param authority the authority
     * @return this
     */
    public DovecotConfiguration certificates(TestCertificates authority) {
        certificates = authority;
        return this;
    }

    /**
     * Makes it accept tokens. Default: passwords only.
     *
     * @param check where to ask about them; needs not run yet
     * @return this
     */
    public DovecotConfiguration tokens(TokenCheck check) {
        tokens = check;
        return this;
    }

    /**
     * Sets where its submission port passes mail on to. Default: nowhere, each mail is refused for the time being.
     *
     * @param port a port of the loopback address
     * @return this
     */
    public DovecotConfiguration relay(int port) {
        relayPort = port;
        return this;
    }

    /**
     * Sets how many IMAP connections share a process. Default: one. More than a hundred connections in IDLE need some fifty.
     *
     * @param number the number
     * @return this
     */
    public DovecotConfiguration connectionsPerProcess(int number) {
        connectionsPerProcess = number;
        return this;
    }

    /**
     * Adds or overrides a setting of Dovecot.
     *
     * @param name such as {@code mail_max_userip_connections}
     * @param value the value
     * @return this
     */
    public DovecotConfiguration setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /**
     * Makes Dovecot log every step of a login. Default: not.
     *
     * @return this
     */
    public DovecotConfiguration debug() {
        debug = true;
        return this;
    }

    /**
     * The ports it will have: other servers need them before.
     *
     * @param door which of the ports
     * @return a free port of the loopback address
     */
    public int port(DovecotDoor door) {
        return Objects.requireNonNull(ports.get(door));
    }

    /**
     * Writes the configuration.
     *
     * @return the server, not started
     */
    public DovecotServer build() {
        ServerUser user = ServerUser.current();
        try {
            for (String name : new String[] {"run", "state", "mail", "shared", "users"}) {
                Files.createDirectories(directory.resolve(name));
            }
            if (user.isRoot()) {
                for (String name : new String[] {"mail", "shared"}) {
                    Files.setAttribute(directory.resolve(name), "unix:uid", MAIL_UID);
                    Files.setAttribute(directory.resolve(name), "unix:gid", MAIL_UID);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Path file = directory.resolve("dovecot.conf");
        ConfigurationTemplate.beside(DovecotConfiguration.class, "dovecot.conf").write(values(user), file);
        return new DovecotServer(directory, file, ports);
    }

    private Map<String, Object> values(ServerUser user) {
        Map<String, Object> values = new HashMap<>();
        values.put("directory", directory);
        values.put("instance", "lab-" + ports.get(DovecotDoor.IMAPS));
        values.put("certificate", certificates.writeServerPem(directory));
        values.put("key", certificates.writeServerKeyPem(directory));
        values.put("relayPort", relayPort);
        values.put("debug", debug ? "yes" : "no");
        values.put("imapClientLimit", connectionsPerProcess);
        values.put("imapServiceCount", connectionsPerProcess == 1 ? 100 : 0);
        values.put("tokenRules", tokenRules());
        values.put("settings", settings());
        ports.forEach((door, port) -> values.put(door.name().toLowerCase(Locale.ROOT) + "Port", port));
        putUsers(values, user);
        return values;
    }

    /** Root's Dovecot locks its processes in as it does by default; nobody else's could, and all run as the one user. */
    private static void putUsers(Map<String, Object> values, ServerUser user) {
        boolean root = user.isRoot();
        values.put("internalUser", root ? "dovecot" : user.name());
        values.put("internalGroup", root ? "dovecot" : user.group());
        values.put("loginUser", root ? "dovenull" : user.name());
        values.put("loginChroot", root ? "login" : "");
        values.put("helperChroot", root ? "empty" : "");
        values.put("mailUid", root ? MAIL_UID : user.uid());
        values.put("mailGid", root ? MAIL_UID : user.gid());
    }

    private String settings() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * A token opens the mailbox of its user, the one that it names as shared, and, with the right to all mailboxes, any.
     */
    private String tokenRules() {
        TokenCheck check = tokens;
        if (check == null) {
            return "";
        }
        return tokenRule(check, "own", "preferred_username", "%Lu", "")
                + tokenRule(check, "shared", "shared_mailbox", "%Lu", "")
                + tokenRule(check, "any", "preferred_username", "any", "mail.full");
    }

    private String tokenRule(TokenCheck check, String name, String claim, String format, String scope) {
        Path file = directory.resolve("tokens-" + name + ".ext");
        ConfigurationTemplate.beside(DovecotConfiguration.class, "tokens.ext")
                .write(
                        Map.of(
                                "introspection", check.introspection(),
                                "issuer", check.issuer(),
                                "clientId", check.clientId(),
                                "clientSecret", check.clientSecret(),
                                "claim", claim,
                                "format", format,
                                "scope", scope),
                        file);
        return new ConfigurationTemplate("""
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = @file@
                  result_failure = continue
                  result_internalfail = continue
                  result_success = return-ok
                }
                """).filled(Map.of("file", file));
    }
}
