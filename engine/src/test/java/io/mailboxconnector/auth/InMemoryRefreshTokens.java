package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A store that forgets everything at the end of the test; one lock for all principals. */
public final class InMemoryRefreshTokens implements RefreshTokenStore {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<PrincipalKey, Secret> tokens = new HashMap<>();

    /** What was stored, in that order; guarded by {@link #lock}. */
    private final List<Secret> history = new ArrayList<>();

    @Override
    public Slot open(PrincipalKey key) {
        lock.lock();
        return new LockedSlot(key);
    }

    /** Everything that was ever stored. */
    public List<Secret> history() {
        lock.lock();
        try {
            return List.copyOf(history);
        } finally {
            lock.unlock();
        }
    }

    /** Stores a token, as a consent does. */
    public void put(PrincipalKey key, String refreshToken) {
        try (Slot slot = open(key)) {
            slot.replace(Secret.of(refreshToken));
        }
    }

    private final class LockedSlot implements Slot {

        private final PrincipalKey key;
        private boolean open = true;

        LockedSlot(PrincipalKey key) {
            this.key = key;
        }

        @Override
        public Optional<Secret> load() {
            @Nullable Secret token = tokens.get(key);
            return Optional.ofNullable(token);
        }

        @Override
        public void replace(Secret refreshToken) {
            tokens.put(key, refreshToken);
            history.add(refreshToken);
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                lock.unlock();
            }
        }
    }
}
