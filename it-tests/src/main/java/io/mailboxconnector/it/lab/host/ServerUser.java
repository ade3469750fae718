package io.mailboxconnector.it.lab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The user who runs the tests: servers of root change to users of their own, those of everybody else stay what they are.
 *
 * @param name the name
 * @param uid the number of the user
 * @param gid the number of the user's group
 */
public record ServerUser(String name, int uid, int gid) {

    /**
     * The user of this JVM.
     *
     * @return the user
     */
    public static ServerUser current() {
        try {
            Path self = Path.of("/proc/self");
            return new ServerUser(
                    Files.getOwner(self).getName(), (Integer) Files.getAttribute(self, "unix:uid"), (Integer)
                            Files.getAttribute(self, "unix:gid"));
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
