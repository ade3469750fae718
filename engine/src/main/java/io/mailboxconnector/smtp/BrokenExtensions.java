package io.mailboxconnector.smtp;

import io.mailboxconnector.settings.Endpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which extensions a server offered although they do not work with it, found out by using them; kept for the life of the engine.
 *
 * <p>Safe for use by any number of threads.
 */
public final class BrokenExtensions {

    private final Map<Endpoint, Set<String>> byServer = new ConcurrentHashMap<>();

    /** Knows of no broken extension. */
    public BrokenExtensions() {}

    Set<String> of(Endpoint server) {
        return Set.copyOf(byServer.getOrDefault(server, Set.of()));
    }

    /** Notes an extension; true when it was not known before. */
    boolean add(Endpoint server, String extension) {
        return byServer.computeIfAbsent(server, any -> ConcurrentHashMap.newKeySet())
                .add(extension);
    }
}
