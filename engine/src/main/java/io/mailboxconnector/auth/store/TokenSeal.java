package io.mailboxconnector.auth.store;

import static io.mailboxconnector.auth.store.StoreMessages.MESSAGES;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.settings.Secret;
import java.text.ParseException;

/**
 * Seals refresh tokens for their place: a JWE (RFC 7516) with {@code dir} and {@code A256GCM}, whose protected header names the
 * key and says whose token it is, so that nobody can put one person's token in the place of another's.
 *
 * <p>Immutable, safe for use by any number of threads.
 */
final class TokenSeal {

    private static final String SERVER = "mbx_server";
    private static final String CLIENT = "mbx_client";
    private static final String PRINCIPAL = "mbx_person";

    private final StoreKeys keys;

    TokenSeal(StoreKeys keys) {
        this.keys = keys;
    }

    /** Seals a token with the current key. */
    String seal(PrincipalKey owner, Secret refreshToken) {
        StoreKeys.StoreKey key = keys.sealing();
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(key.id())
                .customParam(SERVER, owner.server().toString())
                .customParam(CLIENT, owner.clientId())
                .customParam(PRINCIPAL, owner.principal())
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(refreshToken.reveal()));
        try {
            sealed.encrypt(new DirectEncrypter(key.bytes()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java has AES-GCM with 256 bits", e);
        }
        return sealed.serialize();
    }

    /** Opens what was sealed for this owner, by whichever key did it. */
    Secret open(PrincipalKey owner, String text, String place) {
        try {
            JWEObject sealed = JWEObject.parse(text.strip());
            String id = String.valueOf(sealed.getHeader().getKeyID());
            StoreKeys.StoreKey key = keys.withId(id).orElseThrow(() -> MESSAGES.otherKey(owner.principal(), place, id));
            sealed.decrypt(new DirectDecrypter(key.bytes()));
            if (!isFor(owner, sealed.getHeader())) {
                throw MESSAGES.damaged(null, owner.principal(), place, "it is sealed for somebody else");
            }
            return Secret.of(sealed.getPayload().toString());
        } catch (ParseException | JOSEException | IllegalStateException e) {
            throw MESSAGES.damaged(null, owner.principal(), place, e.getClass().getSimpleName());
        }
    }

    private static boolean isFor(PrincipalKey owner, JWEHeader header) {
        return owner.server().toString().equals(header.getCustomParam(SERVER))
                && owner.clientId().equals(header.getCustomParam(CLIENT))
                && owner.principal().equals(header.getCustomParam(PRINCIPAL));
    }
}
