package io.mailboxconnector.settings;

import static io.mailboxconnector.settings.SettingsMessages.MESSAGES;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.fault.ServerText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret stands. A closed family of values; equal references are the same login, whatever the secret is at the moment.
 *
 * <p>Immutable and safe for use by any number of threads. A secret is read anew whenever it is needed, so that a changed file is
 * in force at once; none is kept.
 */
public sealed interface SecretReference {

    /** How a secret can be given, for descriptions. */
    String FORMS = "as it is, or as literal:TEXT, env:NAME, sys:NAME, file:PATH or keystore:ALIAS";

    /**
     * Reads the secret as it is now.
     *
     * @return the secret, not empty
     * @throws io.mailboxconnector.api.ConfigurationInvalid when it is not there, with what to do
     */
    Secret read();

    /**
     * A secret that is given as a text.
     *
     * @param text the secret itself
     * @return the reference
     */
    static SecretReference literal(String text) {
        return new Literal(Secret.of(text));
    }

    /**
     * The text itself.
     *
     * @param secret the secret
     */
    record Literal(Secret secret) implements SecretReference {
        @Override
        public Secret read() {
            return secret;
        }
    }

    /**
     * An environment variable of the server.
     *
     * @param name its name
     */
    record Environment(String name) implements SecretReference {
        @Override
        public Secret read() {
            return named(System.getenv(name), "environment variable " + name);
        }
    }

    /**
     * A system property of the server.
     *
     * @param name its name
     */
    record SystemProperty(String name) implements SecretReference {
        @Override
        public Secret read() {
            return named(System.getProperty(name), "system property " + name);
        }
    }

    /**
     * A file that holds nothing else; line breaks at its end do not count.
     *
     * @param path the file
     */
    record InFile(Path path) implements SecretReference {

        private static final int MOST = 64 * 1024;

        @Override
        public Secret read() {
            try (InputStream file = Files.newInputStream(path)) {
                byte[] content = file.readNBytes(MOST + 1);
                if (content.length > MOST) {
                    throw MESSAGES.secretTooLong(null, path, MOST);
                }
                String text = new String(content, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
                return named(text, "file " + path);
            } catch (IOException e) {
                throw MESSAGES.secretUnreadable(e, "file " + path, detail(e));
            }
        }
    }

    /**
     * An entry of a key store, as {@code keytool -importpass} makes it.
     *
     * @param store the key store, PKCS#12 or JCEKS
     * @param password its password
     * @param alias the name of the entry
     */
    record InKeyStore(Path store, Optional<SecretReference> password, String alias) implements SecretReference {
        @Override
        public Secret read() {
            String place = "entry " + alias + " of " + store;
            char @Nullable [] characters =
                    password.isPresent() ? password.get().read().reveal().toCharArray() : null;
            try {
                @Nullable
                Key key = KeyStore.getInstance(store.toFile(), characters).getKey(alias, characters);
                return named(key == null ? null : new String(key.getEncoded(), StandardCharsets.UTF_8), place);
            } catch (GeneralSecurityException | IOException e) {
                throw MESSAGES.secretUnreadable(e, place, detail(e));
            }
        }
    }

    /**
     * What a secret is given as.
     *
     * @param allowed what the secret is
     * @param store where {@code keystore:} looks; empty when no key store is configured
     * @return the format
     */
    static Format<SecretReference> format(String allowed, Optional<KeyStoreFile> store) {
        return new Format<>(allowed + ", " + FORMS, true, text -> parse(text, store));
    }

    /**
     * A key store of secrets.
     *
     * @param path the file
     * @param password its password
     */
    record KeyStoreFile(Path path, Optional<SecretReference> password) {}

    private static SecretReference parse(String text, Optional<KeyStoreFile> store) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        SecretReference reference = switch (kind) {
            case "literal" -> ofText(rest);
            case "env" -> new Environment(rest.strip());
            case "sys" -> new SystemProperty(rest.strip());
            case "file" -> new InFile(Path.of(rest.strip()));
            case "keystore" ->
                store.map(file -> new InKeyStore(file.path(), file.password(), rest.strip()))
                        .orElseThrow(() ->
                                new Format.Unfit("names an entry of a key store, but secretStore is not given", null));
            default -> ofText(text);
        };
        try {
            reference.read();
        } catch (ConfigurationInvalid e) {
            throw new Format.Unfit("cannot be read: " + e.getMessage(), e);
        }
        return reference;
    }

    private static Secret named(@Nullable String text, String place) {
        if (text == null || text.isEmpty()) {
            throw MESSAGES.secretMissing(null, place);
        }
        return Secret.of(text);
    }

    private static String detail(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + ServerText.clean(failure.getMessage());
    }

    private static SecretReference ofText(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Format.Unfit("contains line breaks or control characters", null);
        }
        return literal(text);
    }
}
