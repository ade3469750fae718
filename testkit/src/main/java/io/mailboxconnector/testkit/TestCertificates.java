package io.mailboxconnector.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority of its own with server certificates for {@code localhost}: a good one, an expired one, and one for
 * another name.
 *
 * <p>Immutable; safe for use by any number of threads. A second instance is an authority that nobody trusts. The keys are worth
 * nothing outside tests.
 */
public final class TestCertificates {

    /** The password of all key stores and trust stores that are written. */
    public static final String STORE_PASSWORD = "changeit";

    /** The name that the certificate of {@link #serverForOtherName()} has. */
    public static final String OTHER_NAME = "mail.contoso.example";

    private static final KeyPurposeId[] PURPOSES = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    private static final Duration AGE = Duration.ofDays(10);
    private static final Duration LIFE = Duration.ofDays(365);

    private final Instant now;
    private final KeyPair caKey;
    private final X509Certificate ca;
    private final KeyStore good;
    private final KeyStore expired;
    private final KeyStore otherName;

    private TestCertificates(Instant now) throws GeneralSecurityException, IOException, OperatorCreationException {
        this.now = now;
        this.caKey = newKey();
        this.ca = newAuthority();
        Instant from = now.minus(AGE);
        GeneralName[] local = {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        };
        this.good = newServer("localhost", from, now.plus(LIFE), local);
        this.expired = newServer("localhost", from, now.minus(Duration.ofDays(1)), local);
        this.otherName = newServer(OTHER_NAME, from, now.plus(LIFE), new GeneralName(GeneralName.dNSName, OTHER_NAME));
    }

    /**
     * Makes an authority and its server certificates.
     *
     * @return the certificates
     */
    public static TestCertificates create() {
        try {
            return new TestCertificates(Clock.systemUTC().instant());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("Cannot make certificates", e);
        }
    }

    /**
     * For servers on {@code localhost} and {@code 127.0.0.1}.
     *
     * @return a TLS context with the good certificate
     */
    public SSLContext server() {
        return context(good);
    }

    /**
     * For servers whose certificate has expired.
     *
     * @return a TLS context with the expired certificate
     */
    public SSLContext serverExpired() {
        return context(expired);
    }

    /**
     * For servers whose certificate is for {@link #OTHER_NAME}.
     *
     * @return a TLS context with the certificate for another name
     */
    public SSLContext serverForOtherName() {
        return context(otherName);
    }

    /**
     * For clients that trust this authority and nobody else.
     *
     * @return a TLS context without a key
     */
    public SSLContext client() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot set up TLS", e);
        }
    }

    /**
     * The certificate of the authority.
     *
     * @return the certificate
     */
    public X509Certificate authority() {
        return ca;
    }

    /**
     * Writes the certificate of the authority in PEM form.
     *
     * @param directory an existing directory
     * @return the file {@code ca.pem} in it
     */
    public Path writeAuthorityPem(Path directory) {
        return writePem(directory.resolve("ca.pem"), ca);
    }

    /**
     * Writes a PKCS#12 trust store with the certificate of the authority and {@link #STORE_PASSWORD}.
     *
     * @param directory an existing directory
     * @return the file {@code trust.p12} in it
     */
    public Path writeTrustStore(Path directory) {
        try {
            return write(trustStore(), directory.resolve("trust.p12"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot make a trust store", e);
        }
    }

    /**
     * Writes a PKCS#12 key store with the good server certificate, its key, and {@link #STORE_PASSWORD}.
     *
     * @param directory an existing directory
     * @return the file {@code server.p12} in it
     */
    public Path writeServerKeyStore(Path directory) {
        return write(good, directory.resolve("server.p12"));
    }

    /**
     * Writes the good server certificate and that of the authority in PEM form, for servers that are not written in Java.
     *
     * @param directory an existing directory
     * @return the file {@code server.pem} in it
     */
    public Path writeServerPem(Path directory) {
        try {
            return writePem(directory.resolve("server.pem"), (Object[]) good.getCertificateChain("server"));
        } catch (KeyStoreException e) {
            throw new IllegalStateException("Cannot read the certificate", e);
        }
    }

    /**
     * Writes the key of the good server certificate in PEM form, readable by everybody.
     *
     * @param directory an existing directory
     * @return the file {@code server-key.pem} in it
     */
    public Path writeServerKeyPem(Path directory) {
        try {
            Key key = good.getKey("server", STORE_PASSWORD.toCharArray());
            // PKCS#8: what the writer makes of the bare key is not understood by OpenSSL.
            return writePem(directory.resolve("server-key.pem"), new JcaPKCS8Generator((PrivateKey) key, null));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot read the key", e);
        }
    }

    private static Path writePem(Path file, Object... contents) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object content : contents) {
                pem.writeObject(content);
            }
            pem.flush();
            return Files.writeString(file, text.toString(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", ca);
        return store;
    }

    private X509Certificate newAuthority() throws GeneralSecurityException, IOException, OperatorCreationException {
        X500Name name = new X500Name("CN=Test Authority " + serial().toString(Character.MAX_RADIX));
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(now.minus(AGE)), Date.from(now.plus(LIFE)), name, caKey.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return signed(builder);
    }

    private KeyStore newServer(String name, Instant from, Instant until, GeneralName... names)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair key = newKey();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                ca, serial(), Date.from(from), Date.from(until), new X500Name("CN=" + name), key.getPublic());
        addServerExtensions(builder, names);
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "server", key.getPrivate(), STORE_PASSWORD.toCharArray(), new Certificate[] {signed(builder), ca});
        return store;
    }

    private static void addServerExtensions(X509v3CertificateBuilder builder, GeneralName... names)
            throws CertIOException {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(PURPOSES));
    }

    private X509Certificate signed(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(caKey.getPrivate())));
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(Long.SIZE, new SecureRandom());
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Of a server, which takes clients of the same authority where it asks for their certificates. */
    private SSLContext context(KeyStore store) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, STORE_PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot set up TLS", e);
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore());
        return trust.getTrustManagers();
    }

    private static Path write(KeyStore store, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot write " + file, e);
        }
    }
}
