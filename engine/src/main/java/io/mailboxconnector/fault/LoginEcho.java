package io.mailboxconnector.fault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a login presented out of what is quoted of its answer: some servers repeat the line that they did not like.
 *
 * <p>Masked are the secret itself, every run of base64 that has it inside, and every run of at least {@value #LONG} signs of
 * base64, which may be a part of either. Immutable.
 */
public final class LoginEcho {

    static final int LONG = 40;

    private static final String MASK = "…";
    private static final int DEEPEST_CAUSE = 16;
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/_-]{" + LONG + ",}[A-Za-z0-9+/_.~=-]*");
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    private final String secret;

    /**
     * Creates the filter of one login.
     *
     * @param secret the token or password; empty when it is not at hand, then only long runs are masked
     */
    public LoginEcho(String secret) {
        this.secret = secret;
    }

    /**
     * Masks a text.
     *
     * @param text what a server said, not shortened yet; null counts as empty
     * @return the text without what proves an identity
     */
    public String masked(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String plain = secret.isEmpty() ? text : text.replace(secret, MASK);
        String shorter = LONG_RUN.matcher(plain).replaceAll(MASK);
        return secret.isEmpty()
                ? shorter
                : RUN.matcher(shorter)
                        .replaceAll(run -> hidesSecret(run.group()) ? MASK : Matcher.quoteReplacement(run.group()));
    }

    /**
     * Masks what a failure would tell in a log.
     *
     * @param failure a failure that may quote the server
     * @return the same when it tells nothing, else one with the same stack that says the same, masked
     */
    public Exception masked(Exception failure) {
        Throwable link = failure;
        for (int depth = 0; link != null && depth < DEEPEST_CAUSE; depth++) {
            String message = link.getMessage();
            if (message != null && !masked(message).equals(message)) {
                Exception standIn = new Exception(masked(failure.toString()));
                standIn.setStackTrace(failure.getStackTrace());
                return standIn;
            }
            link = link.getCause();
        }
        return failure;
    }

    private boolean hidesSecret(String run) {
        try {
            return new String(Base64.getDecoder().decode(run), StandardCharsets.UTF_8).contains(secret);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
