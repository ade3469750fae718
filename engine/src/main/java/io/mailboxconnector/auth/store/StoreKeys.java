package io.mailboxconnector.auth.store;

import static io.mailboxconnector.auth.store.StoreMessages.MESSAGES;

import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.SealingKey;
import io.mailboxconnector.settings.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of a store: new tokens are sealed with the first, older ones are opened with whichever sealed them.
 *
 * <p>Immutable; the keys are read anew for each use, so that a changed file is in force at once.
 */
public final class StoreKeys {

    private static final int ID_BYTES = 8;

    private final Supplier<Secret> current;
    private final Optional<Supplier<Secret>> previous;

    private StoreKeys(Supplier<Secret> current, Optional<Supplier<Secret>> previous) {
        this.current = current;
        this.previous = previous;
    }

    /**
     * The keys as they are configured.
     *
     * @param current gives {@code tokenStoreKey}
     * @param previous gives {@code tokenStoreKeyPrevious}
     * @return the keys
     */
    public static StoreKeys of(Supplier<Secret> current, Optional<Supplier<Secret>> previous) {
        return new StoreKeys(current, previous);
    }

    /** The key to seal with. */
    StoreKey sealing() {
        return read("tokenStoreKey", current);
    }

    /** The key with this id, if it is configured. */
    Optional<StoreKey> withId(String id) {
        List<StoreKey> keys = new ArrayList<>();
        keys.add(sealing());
        previous.ifPresent(key -> keys.add(read("tokenStoreKeyPrevious", key)));
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static StoreKey read(String property, Supplier<Secret> source) {
        try {
            byte[] bytes = SealingKey.bytes(source.get());
            return new StoreKey(id(bytes), bytes);
        } catch (Format.Unfit unfit) {
            throw MESSAGES.keyInvalid(property, String.valueOf(unfit.getMessage()));
        }
    }

    /** Tells keys apart and tells nothing of the key. */
    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A key and its id. Has no {@code toString} that tells the key. */
    static final class StoreKey {

        private final String id;
        private final byte[] bytes;

        private StoreKey(String id, byte[] bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        String id() {
            return id;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }
}
