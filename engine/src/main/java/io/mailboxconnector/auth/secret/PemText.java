package io.mailboxconnector.auth.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The textual form of keys and certificates (RFC 7468), as far as the JDK does not read it itself. Stateless. */
public final class PemText {

    private static final byte[] PROBE = "belongs together".getBytes(StandardCharsets.US_ASCII);

    private PemText() {}

    /**
     * A private key in the form of PKCS#8 (RFC 5208), RSA or EC.
     *
     * @param text what holds the block {@code PRIVATE KEY} or {@code ENCRYPTED PRIVATE KEY}
     * @param password the password of an encrypted one
     * @return the key
     * @throws GeneralSecurityException when there is none, or it is of another kind, or the password is wrong
     * @throws IOException when its encryption is not understood
     */
    public static PrivateKey privateKey(String text, Optional<String> password)
            throws GeneralSecurityException, IOException {
        List<String> plain = blocks(text, "PRIVATE KEY");
        if (!plain.isEmpty()) {
            return decoded(new PKCS8EncodedKeySpec(bytes(plain.get(0))));
        }
        List<String> encrypted = blocks(text, "ENCRYPTED PRIVATE KEY");
        if (encrypted.isEmpty()) {
            throw new InvalidKeyException("no block BEGIN PRIVATE KEY");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes(encrypted.get(0)));
        String algorithm =
                info.getAlgName().equals("PBES2") ? String.valueOf(info.getAlgParameters()) : info.getAlgName();
        PBEKeySpec key = new PBEKeySpec(password.orElse("").toCharArray());
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(key),
                info.getAlgParameters());
        return decoded(info.getKeySpec(cipher));
    }

    static List<String> blocks(String text, String label) {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text);
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    static byte[] bytes(String block) {
        return Base64.getMimeDecoder().decode(block);
    }

    static boolean belongTogether(PrivateKey key, PublicKey other) {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(other);
            checking.update(PROBE);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            // Keys of different kinds, or of a kind that cannot sign: neither can prove who the client is.
            return false;
        }
    }

    private static PrivateKey decoded(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }
}
