package io.mailboxconnector.testkit.oauth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/** Texts of the shape and length of Entra's access tokens; signed by nobody. Stateless. */
final class FakeToken {

    private static final int SIGNATURE_BYTES = 256;
    private static final int OPAQUE_BYTES = 1100;
    private static final int FILLING_BYTES = 600;

    private FakeToken() {}

    static String opaque() {
        return random(OPAQUE_BYTES);
    }

    static String jwt(String tenant, String clientId, Instant from, Instant until) {
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"fake\"}";
        String claims = String.format(
                Locale.ROOT,
                """
                {"aud":"https://outlook.office365.com","iss":"https://sts.example.com/%1$s/","iat":%3$d,"nbf":%3$d,\
                "exp":%4$d,"appid":"%2$s","tid":"%1$s","roles":["IMAP.AccessAsApp","SMTP.SendAsApp"],"uti":"%5$s"}""",
                tenant,
                clientId,
                from.getEpochSecond(),
                until.getEpochSecond(),
                random(FILLING_BYTES));
        return encoded(header) + "." + encoded(claims) + "." + random(SIGNATURE_BYTES);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String random(int bytes) {
        byte[] content = new byte[bytes];
        new SecureRandom().nextBytes(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
