package io.mailboxconnector.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the properties of an account and the rules between them.
 *
 * <p>The constructor reads and records faults; after {@link SettingsReader#verify} has passed, {@link #settings()} gives
 * the result. All properties are read, whatever the values of others.
 *
 * <p>Belongs to the thread of its reader.
 */
public final class AccountReader {

    /** The default of {@code provider}: nothing is sent to a host that nobody named. */
    public static final String PROVIDER = "generic";
    /** The default of {@code allowPlaintext}. */
    public static final String ALLOW_PLAINTEXT = "false";
    /** The default of {@code cloud}. */
    public static final String CLOUD = "public";
    /** The default of {@code trace}. */
    public static final String TRACE = "false";
    /** The default of {@code connectTimeout}. */
    public static final String CONNECT_TIMEOUT = "PT10S";
    /** The default of {@code readTimeout}. */
    public static final String READ_TIMEOUT = "PT60S";
    /** The default of {@code writeTimeout}. */
    public static final String WRITE_TIMEOUT = "PT60S";

    private static final Format<String> ADDRESS = Format.matching(
            "the address of the mailbox, such as support@contoso.example",
            "is not a mail address",
            Pattern.compile("[^\\s\\p{Cntrl}@<>,;:\"]+@[^\\s\\p{Cntrl}@<>,;:\"]+")
                    .asMatchPredicate());
    private static final Format<String> HOST = Format.matching(
            "a host name or IP address, without protocol and port",
            "is not a host name",
            Pattern.compile("[\\p{Alnum}._-]+|\\[?[\\p{XDigit}:.]*:[\\p{XDigit}:.]*:[\\p{XDigit}:.]*]?")
                    .asMatchPredicate());
    private static final Format<LoginOptions.HttpProxy> PROXY =
            Format.of("the host and port of an HTTP proxy, such as proxy.contoso.example:8080", text -> {
                Matcher parts = Pattern.compile("([\\p{Alnum}._-]+):(\\d{1,5})").matcher(text);
                if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
                    throw new Format.Unfit("is not a host with a port", null);
                }
                return new LoginOptions.HttpProxy(parts.group(1), Integer.parseInt(parts.group(2)));
            });
    private static final Format<Duration> TIMEOUT = Format.duration(Duration.ofMillis(100), Duration.ofHours(1));
    private static final Set<Integer> STARTTLS_PORTS = Set.of(25, 110, 143, 587);

    private final SettingsReader reader;
    private final Provider provider;
    private final Optional<String> mailbox;
    private final AuthenticationReader authentication;
    private final Optional<Endpoint> imap;
    private final Optional<Endpoint> pop3;
    private final Optional<Endpoint> smtp;
    private final Trust trust;
    private final Timeouts timeouts;
    private final LoginOptions login;
    private final Optional<SendRate> sendRate;

    /** What was given about one server. */
    private record Given(String protocol, Optional<String> host, Optional<Integer> port, Optional<TlsMode> tls) {}

    /**
     * Reads all properties of the account.
     *
     * @param reader the configuration; faults are recorded there
     */
    public AccountReader(SettingsReader reader) {
        this.reader = reader;
        provider = reader.read("provider", Format.choice(Provider.class), PROVIDER);
        mailbox = reader.read("mailbox", ADDRESS);
        reader.require("mailbox", "is missing", "Give the address of the mailbox to open.");
        Cloud cloud = cloud();
        Optional<SecretReference.KeyStoreFile> store = secretStore();
        authentication = new AuthenticationReader(reader, provider, cloud, store);
        Given givenImap = server("imap");
        Given givenPop3 = server("pop3");
        Given givenSmtp = server("smtp");
        boolean allowPlaintext = reader.read("allowPlaintext", Format.flag(), ALLOW_PLAINTEXT);
        Optional<String> reading = givenImap.host().or(givenPop3::host);
        imap = endpoint(givenImap, provider.imap(cloud), givenPop3.host().or(givenSmtp::host), 993, 143);
        pop3 = endpoint(
                givenPop3, provider.pop3(cloud), givenImap.host().or(givenSmtp::host), AccountSettings.POP3_PORT, 110);
        smtp = endpoint(givenSmtp, provider.smtp(cloud), reading, 465, 587);
        // A provider that is not known presets nothing that could be missed.
        if (reader.isSound("provider")) {
            requireHosts();
        }
        if (!allowPlaintext) {
            imap.ifPresent(endpoint -> refusePlaintext("imapTls", endpoint));
            pop3.ifPresent(endpoint -> refusePlaintext("pop3Tls", endpoint));
            smtp.ifPresent(endpoint -> refusePlaintext("smtpTls", endpoint));
        }
        trust = trust(store);
        timeouts = new Timeouts(
                reader.read("connectTimeout", TIMEOUT, CONNECT_TIMEOUT),
                reader.read("readTimeout", TIMEOUT, READ_TIMEOUT),
                reader.read("writeTimeout", TIMEOUT, WRITE_TIMEOUT));
        sendRate = reader.read("maxSendRate", SendRate.format()).orElseGet(provider::sendRate);
        login = loginOptions();
    }

    /**
     * Records every account property that was given as having no effect.
     *
     * @param reader the configuration
     * @param problem why it has no effect, continuing a sentence that begins with the property
     * @param remedy what to do, a sentence
     */
    public static void refuse(SettingsReader reader, String problem, String remedy) {
        SettingsReader nothing = new SettingsReader(Map.of());
        new AccountReader(nothing);
        nothing.declarations().forEach(declaration -> reader.refuse(declaration, problem, remedy));
    }

    /**
     * Whose configuration it is, for messages.
     *
     * @return the mailbox as far as it is known
     */
    public String subject() {
        return mailbox.map(address -> "the account of " + address).orElse("an account without a valid mailbox");
    }

    /**
     * The account.
     *
     * @return complete, valid settings
     * @throws java.util.NoSuchElementException when the reader has faults
     */
    public AccountSettings settings() {
        String address = mailbox.orElseThrow();
        return new AccountSettings(
                provider,
                address,
                authentication.settings(address),
                imap.orElseThrow(),
                pop3.orElseThrow(),
                smtp.orElseThrow(),
                trust,
                timeouts,
                sendRate,
                login);
    }

    private Cloud cloud() {
        Cloud cloud = reader.read("cloud", Format.choice(Cloud.class), CLOUD);
        if (cloud != Cloud.PUBLIC && provider != Provider.MICROSOFT365 && reader.isSound("provider")) {
            reader.fault("cloud", "would have no effect: only provider=microsoft365 has clouds", "Remove it.");
        }
        return cloud;
    }

    private Optional<SecretReference.KeyStoreFile> secretStore() {
        Optional<Path> file = reader.read("secretStore", Format.file("a PKCS#12 or JCEKS key store with secrets"));
        Optional<SecretReference> password = reader.read(
                "secretStorePassword", SecretReference.format("the password of secretStore", Optional.empty()));
        if (reader.isGiven("secretStorePassword")) {
            reader.require("secretStore", "is missing, but secretStorePassword is given", "Give both or none.");
        }
        return file.map(path -> new SecretReference.KeyStoreFile(path, password));
    }

    private LoginOptions loginOptions() {
        Optional<LoginOptions.SaslMechanism> mechanism =
                reader.read("saslMechanism", Format.choice(LoginOptions.SaslMechanism.class));
        if (mechanism.isPresent() && mechanism.get().isForTokens() == authentication.isPassword()) {
            reader.fault(
                    "saslMechanism",
                    authentication.isPassword()
                            ? "is for tokens, not for passwords"
                            : "is for passwords, not for tokens",
                    authentication.isPassword() ? "Use plain or login." : "Use xoauth2 or oauthbearer.");
        }
        return new LoginOptions(mechanism, reader.read("trace", Format.flag(), TRACE), reader.read("httpProxy", PROXY));
    }

    private Given server(String protocol) {
        return new Given(
                protocol,
                reader.read(protocol + "Host", HOST),
                reader.read(protocol + "Port", Format.integer(1, 65535)),
                reader.read(protocol + "Tls", Format.choice(TlsMode.class)));
    }

    /** Given before preset; a port tells the usual TLS mode, a TLS mode tells the usual port. */
    private static Optional<Endpoint> endpoint(
            Given given, Optional<Endpoint> preset, Optional<String> otherHost, int implicitPort, int startTlsPort) {
        TlsMode tls = given.tls()
                .or(() -> given.port().map(port -> STARTTLS_PORTS.contains(port) ? TlsMode.STARTTLS : TlsMode.IMPLICIT))
                .or(() -> preset.map(Endpoint::tls))
                .orElse(TlsMode.IMPLICIT);
        int port = given.port()
                .or(() -> preset.filter(endpoint -> endpoint.tls() == tls).map(Endpoint::port))
                .orElse(tls == TlsMode.IMPLICIT ? implicitPort : startTlsPort);
        return given.host()
                .or(() -> preset.map(Endpoint::host))
                .or(() -> otherHost)
                .map(host -> new Endpoint(host, port, tls));
    }

    private void requireHosts() {
        boolean noneGiven = Stream.of("imapHost", "pop3Host", "smtpHost").noneMatch(reader::isGiven);
        if (noneGiven && imap.isEmpty()) {
            reader.fault(
                    "imapHost",
                    "is missing: provider=" + Format.nameOf(provider) + " presets no host",
                    "Give imapHost and smtpHost (a missing one is taken to be the same as the other), pop3Host where mail"
                            + " is read by POP3, or choose a provider that presets them.");
        }
    }

    private void refusePlaintext(String property, Endpoint endpoint) {
        if (endpoint.tls() == TlsMode.NONE && !isLoopback(endpoint.host())) {
            reader.fault(
                    property,
                    "would send credentials and mail unprotected to " + endpoint,
                    "Use implicit or starttls; only in a network that you trust set allowPlaintext=true.");
        }
    }

    /** By its text: a name that has to be looked up is not certainly local. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.matches("\\[?::1]?");
    }

    private Trust trust(Optional<SecretReference.KeyStoreFile> store) {
        Optional<Path> certificates =
                reader.read("trustedCertificates", Format.file("certificates in PEM form, trusted in addition"));
        Optional<Path> trustStore =
                reader.read("trustStore", Format.file("a PKCS#12 or JKS trust store, trusted in addition"));
        Optional<SecretReference> password =
                reader.read("trustStorePassword", SecretReference.format("the password of trustStore", store));
        if (reader.isGiven("trustStorePassword")) {
            reader.require("trustStore", "is missing, but trustStorePassword is given", "Give both or none.");
        }
        return new Trust(certificates, trustStore, password);
    }
}
