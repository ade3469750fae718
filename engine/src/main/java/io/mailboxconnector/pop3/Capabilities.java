package io.mailboxconnector.pop3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server says it can do (RFC 2449 §6). A server of old that does not know the question may know UIDL and TOP all the same.
 *
 * <p>Immutable.
 */
final class Capabilities {

    private static final String LOGIN_DELAY = "LOGIN-DELAY";

    private final boolean told;
    private final Map<String, List<String>> parameters = new HashMap<>();

    private Capabilities(boolean told, List<String> lines) {
        this.told = told;
        for (String line : lines) {
            List<String> words = new ArrayList<>(
                    List.of(line.strip().toUpperCase(Locale.ROOT).split("\\s+")));
            parameters.put(words.remove(0), List.copyOf(words));
        }
    }

    static Capabilities of(List<String> lines) {
        return new Capabilities(true, lines);
    }

    /** Of a server that does not answer the question. */
    static Capabilities unknown() {
        return new Capabilities(false, List.of());
    }

    boolean offers(String capability) {
        return parameters.containsKey(capability);
    }

    /** Whether it is worth trying: the server offers it, or does not say what it offers. */
    boolean mayKnow(String capability) {
        return !told || offers(capability);
    }

    /** Whether it names a SASL mechanism (RFC 5034 §3). */
    boolean offersMechanism(String mechanism) {
        return parameters.getOrDefault("SASL", List.of()).contains(mechanism);
    }

    /** The shortest time between two logins that the server likes (RFC 2449 §6.5). */
    Duration loginDelay() {
        return parameters.getOrDefault(LOGIN_DELAY, List.of()).stream()
                .filter(word -> word.matches("\\d{1,6}"))
                .findFirst()
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    /** The name of the server's software, where it tells (RFC 2449 §6.9). */
    String implementation() {
        return String.join(" ", parameters.getOrDefault("IMPLEMENTATION", List.of()));
    }
}
