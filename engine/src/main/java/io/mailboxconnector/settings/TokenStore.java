package io.mailboxconnector.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the refresh token of a person is kept, and what it is sealed with.
 *
 * @param place where it is kept
 * @param key the key that new tokens are sealed with
 * @param previousKey the key before it, which tokens may still be sealed with
 */
public record TokenStore(Place place, SecretReference key, Optional<SecretReference> previousKey) {

    /** Where tokens can be kept. A closed family of values. */
    public sealed interface Place {}

    /**
     * Files in a directory, which several nodes may share.
     *
     * @param path the directory, absolute
     */
    public record Directory(Path path) implements Place {}

    /**
     * A table in a database, which all nodes share.
     *
     * @param dataSource the JNDI name of its data source
     */
    public record Table(String dataSource) implements Place {}
}
