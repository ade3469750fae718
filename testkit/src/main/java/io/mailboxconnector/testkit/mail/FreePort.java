package io.mailboxconnector.testkit.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a loopback port that nobody listens on and that no outgoing connection will take either.
 *
 * <p>The ports lie below the range from which operating systems choose the local end of outgoing connections. So a
 * port stays free while its server is stopped, and a client that tries again and again cannot connect to itself.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /**
     * A free port.
     *
     * @return the number
     * @throws IllegalStateException when 200 tries found none
     */
    public static int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no free loopback port between " + LOWEST + " and " + BEYOND);
    }

    /**
     * A wanted port when it is free, any other otherwise.
     *
     * @param wanted the usual port
     * @return {@code wanted} or a free one
     */
    public static int preferring(int wanted) {
        return isFree(wanted) ? wanted : any();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.net.BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
