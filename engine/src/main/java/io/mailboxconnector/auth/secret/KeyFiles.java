package io.mailboxconnector.auth.secret;

import static io.mailboxconnector.auth.secret.CredentialMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.SecretReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that clients prove themselves with. Stateless; whatever is wrong with a file is {@code ConfigurationInvalid}
 * with path and remedy.
 */
public final class KeyFiles {

    private KeyFiles() {}

    /**
     * The key and certificate of a client, as the files are now.
     *
     * @param settings where they stand
     * @return key and certificates, which belong together
     * @throws io.mailboxconnector.api.ConfigurationInvalid when they cannot be had
     */
    public static ClientKey read(OAuthClient.Certificate settings) {
        Optional<String> password =
                settings.password().map(SecretReference::read).map(secret -> secret.reveal());
        byte[] content = bytes(settings.file(), "clientCertificate");
        String text = new String(content, StandardCharsets.ISO_8859_1);
        ClientKey key = text.contains("-----BEGIN ")
                ? fromPem(settings, content, text, password)
                : fromStore(settings.file(), content, password);
        return fitting(key, settings.file());
    }

    /**
     * A text in a file, such as an assertion, as it is now.
     *
     * @param file the file
     * @param property the property that names it
     * @return the text without white space around it, not empty
     * @throws io.mailboxconnector.api.ConfigurationInvalid when it cannot be had
     */
    public static String text(Path file, String property) {
        String text = new String(bytes(file, property), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw MESSAGES.fileEmpty(null, file, property);
        }
        return text;
    }

    /**
     * Whether files were changed: equal as long as they were not.
     *
     * @param settings where key and certificate stand
     * @return a value to compare
     */
    public static Object stamp(OAuthClient.Certificate settings) {
        return List.of(stamp(settings.file()), settings.key().map(KeyFiles::stamp));
    }

    /**
     * Whether a file was changed: equal as long as it was not.
     *
     * @param file the file
     * @return a value to compare
     */
    public static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            // Told by the next request.
            return "unreadable";
        }
    }

    private static ClientKey fromStore(Path file, byte[] content, Optional<String> password) {
        char[] characters = password.orElse("").toCharArray();
        List<ClientKey> found = new ArrayList<>();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), characters);
            for (String alias : Collections.list(store.aliases())) {
                Certificate @Nullable [] chain = store.getCertificateChain(alias);
                if (chain != null && store.getKey(alias, characters) instanceof PrivateKey key) {
                    found.add(new ClientKey(
                            key,
                            Arrays.stream(chain)
                                    .map(X509Certificate.class::cast)
                                    .toList()));
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw MESSAGES.keyStoreUnusable(e, file, ServerText.clean(e.getMessage()));
        }
        if (found.size() != 1) {
            throw MESSAGES.notOneKey(null, file, found.size());
        }
        return found.get(0);
    }

    private static ClientKey fromPem(
            OAuthClient.Certificate settings, byte[] content, String text, Optional<String> password) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (String certificate : PemText.blocks(text, "CERTIFICATE")) {
                chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(PemText.bytes(certificate))));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw MESSAGES.noPemCertificate(e, settings.file(), ServerText.clean(e.getMessage()));
        }
        if (chain.isEmpty()) {
            throw MESSAGES.noPemCertificate(null, settings.file(), "no block BEGIN CERTIFICATE");
        }
        Path keyFile = settings.key().orElse(settings.file());
        String keyText = settings.key()
                .map(file -> new String(bytes(file, "clientKey"), StandardCharsets.ISO_8859_1))
                .orElseGet(() -> new String(content, StandardCharsets.ISO_8859_1));
        try {
            return new ClientKey(PemText.privateKey(keyText, password), chain);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw MESSAGES.noPemKey(e, keyFile, ServerText.clean(e.getMessage()));
        }
    }

    private static ClientKey fitting(ClientKey key, Path file) {
        if (!PemText.belongTogether(key.key(), key.certificate().getPublicKey())) {
            throw MESSAGES.keyDoesNotFit(null, file);
        }
        return key;
    }

    private static byte[] bytes(Path file, String property) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String detail = e.getClass().getSimpleName() + ": " + ServerText.clean(e.getMessage());
            throw MESSAGES.fileUnreadable(e, file, property, detail);
        }
    }
}
