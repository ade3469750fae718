package io.mailboxconnector.auth.secret;

import static io.mailboxconnector.auth.secret.CredentialMessages.MESSAGES;

import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.fault.ServerText;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A private key with its certificate. Immutable; its text tells the certificate's subject alone.
 *
 * @param key the private key
 * @param chain its certificate, and those of its issuers as far as they are known
 */
public record ClientKey(PrivateKey key, List<X509Certificate> chain) {

    private static final String ALIAS = "client";

    /** Copies the chain. */
    public ClientKey {
        chain = List.copyOf(chain);
    }

    /**
     * The certificate of the key.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * When the certificate ends.
     *
     * @return the expiry
     */
    public CredentialExpiry expiry() {
        return new CredentialExpiry(
                "the certificate "
                        + ServerText.clean(
                                certificate().getSubjectX500Principal().getName()),
                certificate().getNotAfter().toInstant());
    }

    /**
     * The key for TLS.
     *
     * @return new key managers
     */
    public KeyManager[] managers() {
        char[] password = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw MESSAGES.keyUnusable(e, ServerText.clean(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "ClientKey[" + certificate().getSubjectX500Principal() + "]";
    }
}
