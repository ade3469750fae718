package io.mailboxconnector.it.lab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * The user who runs the tests: servers of root change to users of their own, those of everybody else stay what they are.
 *
 * @param name the name
 * @param uid the number of the user
 * @param group the name of the user's group
 * @param gid its number
 */
public record ServerUser(String name, int uid, String group, int gid) {

    /**
     * The user of this JVM.
     *
     * @return the user
     */
    public static ServerUser current() {
        try {
            Path self = Path.of("/proc/self");
            return new ServerUser(
                    Files.getOwner(self).getName(),
                    (Integer) Files.getAttribute(self, "unix:uid"),
                    Files.readAttributes(self, PosixFileAttributes.class)
                            .group()
                            .getName(),
                    (Integer) Files.getAttribute(self, "unix:gid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Whether it is root.
     *
     * @return true for the user number 0
     */
    public boolean isRoot() {
        return uid == 0;
    }
}
