package io.mailboxconnector.it.server;

import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The domain of one Payara instance: a fresh copy of the distribution's {@code domain1} that listens on loopback only, on
 * free ports, without cluster and without a message broker.
 *
 * @param home the unpacked distribution, only read
 * @param base the directory that holds the domain
 * @param httpPort the port for applications
 * @param adminPort the port for the console and asadmin
 */
record PayaraInstance(Path home, Path base, int httpPort, int adminPort) {

    /** The name of the domain, and of its directory. */
    static final String DOMAIN = "domain1";

    /** The listeners of the configuration that the server runs; the one for further instances comes behind it. */
    private static final String OTHER_CONFIGURATION = "<config name=\"default-config\"";

    /** Copies the distribution's domain, replacing what an earlier run left there. */
    static PayaraInstance create(Path home, Path base) {
        PayaraInstance instance = new PayaraInstance(home, base, FreePort.any(), FreePort.any());
        try {
            InstanceDirectory.copy(home.resolve("glassfish").resolve("domains"), base);
            instance.configureDomain();
            instance.configureLog();
            return instance;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path asadmin() {
        return home.resolve("bin").resolve("asadmin");
    }

    Path log() {
        return domain().resolve("logs").resolve("server.log");
    }

    Path console() {
        return base.resolve("console.log");
    }

    private Path domain() {
        return base.resolve(DOMAIN);
    }

    private void configureDomain() throws IOException {
        Path file = domain().resolve("config").resolve("domain.xml");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int end = text.indexOf(OTHER_CONFIGURATION);
        String own = text.substring(0, end);
        own = listener(own, 8080, httpPort);
        own = listener(own, 8181, FreePort.any());
        own = listener(own, 4848, adminPort);
        for (int port : List.of(3700, 3820, 3920, 8686)) {
            own = replace(own, "port=\"" + port + "\"", "port=\"" + FreePort.any() + "\"");
        }
        own = replace(own, "address=\"0.0.0.0\"", "address=\"127.0.0.1\"");
        own = replace(
                own,
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">");
        own = replace(own, "<connector-service ", "<jms-service type=\"DISABLED\"/>\n<connector-service ");
        Files.writeString(file, own + text.substring(end), StandardCharsets.UTF_8);
    }

    private static String listener(String text, int usual, int port) {
        return replace(
                text,
                "<network-listener port=\"" + usual + "\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + port + "\"");
    }

    /** One line for each message, in one file for all of a test. */
    private void configureLog() throws IOException {
        Path file = domain().resolve("config").resolve("logging.properties");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String handler = "com.sun.enterprise.server.logging.GFFileHandler.";
        text = replace(text, handler + "multiLineMode=true", handler + "multiLineMode=false");
        text = replace(text, handler + "rotationLimitInBytes=2000000", handler + "rotationLimitInBytes=0");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private static String replace(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalStateException("the configuration of Payara has no '" + from + "'");
        }
        return text.replace(from, to);
    }
}
