package io.mailboxconnector.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An RSA key with a certificate that it signed itself, as an OAuth client has it that signs its requests (RFC 7523).
 *
 * <p>Immutable. The key is worth nothing outside tests.
 *
 * @param keys the key pair
 * @param certificate the certificate
 */
public record SigningCertificate(KeyPair keys, X509Certificate certificate) {

    private static final int BITS = 2048;
    private static final Duration LIFE = Duration.ofDays(365);

    /**
     * Makes one.
     *
     * @param name the common name in the certificate
     * @return a new key with its certificate
     */
    public static SigningCertificate create(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Clock.systemUTC().instant();
            X500Name subject = new X500Name("CN=" + name);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(Long.SIZE, new SecureRandom()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(LIFE)),
                    subject,
                    keys.getPublic());
            return new SigningCertificate(
                    keys,
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Cannot make a certificate", e);
        }
    }

    /**
     * The certificate as authorization servers store it.
     *
     * @return its bytes in Base64, in one line
     */
    public String base64() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encode the certificate", e);
        }
    }

    /**
     * Writes key and certificate in PEM form.
     *
     * @param file a file, replaced when it exists
     * @return the file
     */
    public Path writePem(Path file) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS8Generator(keys.getPrivate(), null));
            pem.writeObject(certificate);
            pem.flush();
            return Files.writeString(file, text.toString(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name alone: the key is nobody's business. */
    @Override
    public String toString() {
        return "SigningCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
