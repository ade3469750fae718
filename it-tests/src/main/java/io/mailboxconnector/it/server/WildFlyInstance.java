package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one WildFly instance: a fresh copy of the distribution's {@code standalone}.
 *
 * @param home the unpacked distribution, only read
 * @param base the instance's own directory
 */
record WildFlyInstance(Path home, Path base) {

    /** Copies the distribution's directory, replacing what an earlier run left there. */
    static WildFlyInstance create(Path home, Path base) {
        try {
            InstanceDirectory.copy(home.resolve("standalone"), base);
            WildFlyInstance instance = new WildFlyInstance(home, base);
            instance.failOnArchiveWarnings();
            return instance;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path log() {
        return base.resolve("log").resolve("server.log");
    }

    Path console() {
        return base.resolve("console.log");
    }

    /** Writes the configuration by which {@code jboss-cli.sh --connect} finds this instance. */
    Path commandLineConfiguration(int managementPort) {
        try {
            String text = Files.readString(home.resolve("bin").resolve("jboss-cli.xml"));
            String usual = "<port>9990</port>";
            if (!text.contains(usual)) {
                throw new IllegalStateException("jboss-cli.xml has no " + usual);
            }
            return Files.writeString(
                    base.resolve("jboss-cli.xml"), text.replace(usual, "<port>" + managementPort + "</port>"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A finding of the server's archive validation is a defect of the archive, so it must fail the deployment. */
    private void failOnArchiveWarnings() throws IOException {
        Path configuration = base.resolve("configuration").resolve("standalone.xml");
        String lenient = "<archive-validation enabled=\"true\" fail-on-error=\"true\" fail-on-warn=\"false\"/>";
        String text = Files.readString(configuration);
        if (!text.contains(lenient)) {
            throw new IllegalStateException("cannot make archive validation strict in " + configuration);
        }
        Files.writeString(
                configuration,
                text.replace(lenient, lenient.replace("fail-on-warn=\"false\"", "fail-on-warn=\"true\"")));
    }
}
