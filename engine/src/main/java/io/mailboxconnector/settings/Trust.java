package io.mailboxconnector.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which certificates are trusted in addition to the JVM's own trust store: for private certification authorities. Host
 * names are always verified.
 *
 * @param certificates a file with certificates in PEM form
 * @param trustStore a PKCS#12 or JKS file
 * @param trustStorePassword its password
 */
public record Trust(
        Optional<Path> certificates, Optional<Path> trustStore, Optional<SecretReference> trustStorePassword) {

    /** Only what the JVM trusts. */
    public static final Trust JVM_DEFAULT = new Trust(Optional.empty(), Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "Trust[certificates=" + certificates + ", trustStore=" + trustStore + "]";
    }
}
