package io.mailboxconnector.it.server;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The archives of the drivers that the tests use themselves. */
final class DriverArchive {

    private DriverArchive() {}

    /** The archive that a driver comes from. */
    static Path of(Class<?> driver) {
        try {
            return Path.of(
                    driver.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
