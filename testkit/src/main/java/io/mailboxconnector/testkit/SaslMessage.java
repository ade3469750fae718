package io.mailboxconnector.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * What a mail client presents in one message: PLAIN (RFC 4616), XOAUTH2 or OAUTHBEARER (RFC 7628 §3.1).
 *
 * @param user who wants to get in
 * @param secret the password or token
 */
public record SaslMessage(String user, String secret) {

    private static final String BEARER = "auth=Bearer ";

    /**
     * Reads a message.
     *
     * @param mechanism the mechanism, whatever its case
     * @param base64 the message as it came
     * @return what it says
     */
    public static SaslMessage of(String mechanism, String base64) {
        String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        if (mechanism.equalsIgnoreCase("PLAIN")) {
            String[] parts = text.split("\0", 3);
            return new SaslMessage(parts[1], parts[2]);
        }
        String[] parts = text.split("\1");
        String token = Arrays.stream(parts)
                .filter(part -> part.startsWith(BEARER))
                .findFirst()
                .orElse(BEARER)
                .substring(BEARER.length());
        String user = isOauthbearer(mechanism)
                ? parts[0].substring("n,a=".length(), parts[0].length() - 1)
                : parts[0].substring("user=".length());
        return new SaslMessage(user.replace("=2C", ",").replace("=3D", "="), token);
    }

    /**
     * What a client must answer to the challenge by which a server refuses its token.
     *
     * @param mechanism the mechanism
     * @return in base64: nothing for XOAUTH2, a single 0x01 for OAUTHBEARER (RFC 7628 §3.2.3)
     */
    public static String answerToRefusal(String mechanism) {
        return isOauthbearer(mechanism) ? "AQ==" : "";
    }

    private static boolean isOauthbearer(String mechanism) {
        return mechanism.toUpperCase(Locale.ROOT).equals("OAUTHBEARER");
    }
}
