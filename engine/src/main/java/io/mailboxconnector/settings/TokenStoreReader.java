package io.mailboxconnector.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads where refresh tokens are kept. Without a key there is no place: they are never stored unsealed.
 *
 * <p>Belongs to the thread of its reader.
 */
final class TokenStoreReader {

    private static final String FILE = "file:";
    private static final Format<TokenStore.Place> PLACE = Format.of(
            "file:DIRECTORY with the absolute path of a directory, or the JNDI name of a data source",
            text -> text.startsWith(FILE) ? directory(text.substring(FILE.length())) : table(text));

    private final Optional<TokenStore.Place> place;
    private final Optional<SecretReference> key;
    private final Optional<SecretReference> previousKey;

    TokenStoreReader(SettingsReader reader, Optional<SecretReference.KeyStoreFile> secrets) {
        place = reader.read("tokenStore", PLACE);
        key = reader.read("tokenStoreKey", key(SealingKey.ALLOWED, secrets));
        previousKey = reader.read("tokenStoreKeyPrevious", key("the key before it, in the same form", secrets));
    }

    TokenStore settings() {
        return new TokenStore(place.orElseThrow(), key.orElseThrow(), previousKey);
    }

    private static TokenStore.Place directory(String text) {
        Path path = Path.of(text.strip());
        if (!path.isAbsolute()) {
            throw new Format.Unfit("is not an absolute path", null);
        }
        return new TokenStore.Directory(path.normalize());
    }

    private static TokenStore.Place table(String text) {
        if (text.chars()
                .anyMatch(character -> Character.isWhitespace(character) || Character.isISOControl(character))) {
            throw new Format.Unfit("is neither file: with a directory nor a JNDI name", null);
        }
        return new TokenStore.Table(text);
    }

    /** Looks at the key at once: what is wrong with it should not come out with the first token. */
    private static Format<SecretReference> key(String allowed, Optional<SecretReference.KeyStoreFile> secrets) {
        Format<SecretReference> any = SecretReference.format(allowed, secrets);
        return new Format<>(any.allowed(), any.isSecret(), text -> {
            SecretReference reference = any.parser().parse(text);
            SealingKey.bytes(reference.read());
            return reference;
        });
    }
}
