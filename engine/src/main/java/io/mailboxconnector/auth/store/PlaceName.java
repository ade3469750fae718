package io.mailboxconnector.auth.store;

import io.mailboxconnector.auth.PrincipalKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a person's place in a store: a digest, since addresses are neither file names nor of limited length. Stateless. */
final class PlaceName {

    private PlaceName() {}

    /** 64 hexadecimal digits. */
    static String of(PrincipalKey owner) {
        String text = owner.server() + "\n" + owner.clientId() + "\n" + owner.principal();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
