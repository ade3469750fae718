package io.mailboxconnector.wire;

import static io.mailboxconnector.wire.WireMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.settings.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificates that a {@link Trust} names.
 *
 * <p>Stateless. Files that are missing, malformed or empty are {@code ConfigurationInvalid} with property, path and remedy.
 */
final class TrustAnchors {

    private TrustAnchors() {}

    static List<Certificate> of(Trust trust) {
        List<Certificate> anchors = new ArrayList<>();
        trust.certificates().ifPresent(file -> anchors.addAll(fromPem(file)));
        trust.trustStore().ifPresent(file -> anchors.addAll(fromStore(file, trust.trustStorePassword())));
        return anchors;
    }

    private static Collection<? extends Certificate> fromPem(Path file) {
        byte[] content = bytes("trustedCertificates", file);
        Collection<? extends Certificate> certificates;
        try {
            certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
        } catch (CertificateException e) {
            throw MESSAGES.notPem(e, file, ServerText.clean(e.getMessage()));
        }
        if (certificates.isEmpty()) {
            throw MESSAGES.notPem(null, file, "no certificate found");
        }
        return certificates;
    }

    private static List<Certificate> fromStore(Path file, Optional<SecretReference> password) {
        // Reading it first tells "not readable" from "not a key store".
        bytes("trustStore", file);
        List<Certificate> certificates = new ArrayList<>();
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), characters(password));
            for (String alias : Collections.list(store.aliases())) {
                @Nullable Certificate certificate = store.getCertificate(alias);
                if (certificate != null) {
                    certificates.add(certificate);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw MESSAGES.notTrustStore(e, file, ServerText.clean(e.getMessage()));
        }
        if (certificates.isEmpty()) {
            throw MESSAGES.emptyTrustStore(null, file);
        }
        return certificates;
    }

    private static char @Nullable [] characters(Optional<SecretReference> password) {
        return password.isPresent() ? password.get().read().reveal().toCharArray() : null;
    }

    private static byte[] bytes(String property, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String detail = e.getClass().getSimpleName() + ": " + ServerText.clean(e.getMessage());
            throw MESSAGES.unreadable(e, property, file, detail);
        }
    }
}
