package io.mailboxconnector.auth.secret;

import static io.mailboxconnector.auth.secret.CredentialMessages.MESSAGES;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.settings.OAuthClient.SharedSecret;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.SecretReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The two places of a client secret: the next one is tried when the first is refused, and before it once that has expired. What
 * worked last is tried first; a WARN says once that it was the next.
 *
 * <p>Safe for use by any number of threads. Secrets are read anew for each request.
 */
public final class SecretSlots {

    private final SharedSecret settings;
    private final String client;
    private final Clock clock;

    /** What worked last; empty before anything did. */
    private volatile Optional<Secret> worked = Optional.empty();

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * The slots of a client.
     *
     * @param settings where the secrets stand
     * @param client the client, for messages
     * @param clock tells whether the first one has expired
     */
    public SecretSlots(SharedSecret settings, String client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /** A token request with a secret. */
    @FunctionalInterface
    public interface Request {
        /**
         * Asks.
         *
         * @param secret the secret to prove oneself with
         * @return what was granted
         * @throws TokenRequestFailed when nothing was, classified
         */
        Grant with(Secret secret) throws TokenRequestFailed;
    }

    /**
     * Asks with one secret, and with the other when the first is refused.
     *
     * @param request the request
     * @return what was granted
     * @throws TokenRequestFailed when both are refused, that of the first one; or when it fails otherwise
     */
    public Grant ask(Request request) throws TokenRequestFailed {
        List<Secret> order = order();
        try {
            return granted(order.get(0), request);
        } catch (TokenRequestFailed refused) {
            if (!refused.isClientRefused() || order.size() == 1) {
                throw refused;
            }
            try {
                return granted(order.get(1), request);
            } catch (TokenRequestFailed again) {
                throw again.isClientRefused() ? refused : again;
            }
        }
    }

    /**
     * The secrets as they are now, to see whether they were changed.
     *
     * @return the values, whose texts tell nothing
     */
    public Object present() {
        List<Optional<Secret>> present = new ArrayList<>();
        present.add(read(settings.secret()));
        settings.next().ifPresent(next -> present.add(read(next)));
        return present;
    }

    /**
     * When the secret in use ends, as far as an administrator has told; the next one has no known end.
     *
     * @return the expiry
     */
    public Optional<CredentialExpiry> expiry() {
        boolean nextInUse = worked.isPresent() && worked.equals(next());
        return nextInUse
                ? Optional.empty()
                : settings.expires().map(day -> CredentialExpiry.onDay("the client secret", day));
    }

    private Grant granted(Secret secret, Request request) throws TokenRequestFailed {
        Grant grant = request.with(secret);
        Optional<Secret> before = noteSuccess(secret);
        if (!before.equals(Optional.of(secret)) && next().equals(Optional.of(secret))) {
            MESSAGES.nextSecretUsed(client);
        }
        return grant;
    }

    /** What worked before. */
    private Optional<Secret> noteSuccess(Secret secret) {
        lock.lock();
        try {
            Optional<Secret> before = worked;
            worked = Optional.of(secret);
            return before;
        } finally {
            lock.unlock();
        }
    }

    private List<Secret> order() throws TokenRequestFailed {
        Secret first;
        try {
            first = settings.secret().read();
        } catch (ConfigurationInvalid e) {
            throw TokenRequestFailed.refused(e);
        }
        Optional<Secret> next = next().filter(secret -> !secret.equals(first));
        if (next.isEmpty()) {
            return List.of(first);
        }
        boolean nextFirst = worked.equals(next) || (worked.isEmpty() && hasExpired());
        return nextFirst ? List.of(next.get(), first) : List.of(first, next.get());
    }

    private boolean hasExpired() {
        return settings.expires()
                .map(day -> CredentialExpiry.onDay("", day).level(clock.instant()))
                .equals(Optional.of(CredentialExpiry.Level.OVER));
    }

    private Optional<Secret> next() {
        return settings.next().flatMap(SecretSlots::read);
    }

    /** Empty when it cannot be read: that is told when it is needed. */
    private static Optional<Secret> read(SecretReference reference) {
        try {
            return Optional.of(reference.read());
        } catch (ConfigurationInvalid e) {
            return Optional.empty();
        }
    }
}
