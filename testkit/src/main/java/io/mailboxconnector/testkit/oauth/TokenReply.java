package io.mailboxconnector.testkit.oauth;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link FakeAuthorizationServer} is told to answer instead of what it would.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
public record TokenReply(int status, Map<String, String> headers, String body) {

    private static final String TRACE_ID = "0f0e0d0c-aaaa-bbbb-cccc-00112233aa00";
    private static final String CORRELATION_ID = "11223344-5566-7788-99aa-bbccddeeff00";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    /** Copies the headers. */
    public TokenReply {
        headers = Map.copyOf(headers);
    }

    /**
     * Any JSON.
     *
     * @param status the HTTP status
     * @param body the body
     * @return the reply
     */
    public static TokenReply json(int status, String body) {
        return new TokenReply(status, JSON, body);
    }

    /**
     * An error in the shape of Microsoft Entra.
     *
     * @param status the HTTP status
     * @param error the {@code error} code
     * @param aadsts the number
     * @param text what it means
     * @return the reply
     */
    public static TokenReply entraError(int status, String error, int aadsts, String text) {
        String body = String.format(Locale.ROOT, """
                {"error":"%1$s","error_description":"AADSTS%2$d: %3$s Trace ID: %4$s Correlation ID: %5$s \
                Timestamp: 2026-11-22 10:00:00Z","error_codes":[%2$d],"timestamp":"2026-11-22 10:00:00Z",\
                "trace_id":"%4$s","correlation_id":"%5$s","error_uri":"https://login.example.com/error?code=%2$d"}""", error, aadsts, text, TRACE_ID, CORRELATION_ID);
        return json(status, body);
    }

    /**
     * What a proxy says in place of the server.
     *
     * @param status the HTTP status
     * @return the reply
     */
    public static TokenReply html(int status) {
        return new TokenReply(
                status,
                Map.of("Content-Type", "text/html"),
                "<html><head><title>Proxy</title></head><body><h1>Answer of a proxy</h1></body></html>");
    }

    /**
     * Too many requests.
     *
     * @param retryAfter how long to stay away
     * @return the reply
     */
    public static TokenReply throttled(Duration retryAfter) {
        TokenReply error = entraError(429, "temporarily_unavailable", 90055, "Too many requests.");
        return error.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /**
     * A success without the token.
     *
     * @return the reply
     */
    public static TokenReply withoutToken() {
        return json(200, "{\"token_type\":\"Bearer\",\"expires_in\":3599}");
    }

    /**
     * A success that does not say how long the token lives.
     *
     * @return the reply
     */
    public static TokenReply withoutLife() {
        return json(200, "{\"token_type\":\"Bearer\",\"access_token\":\"token-without-life\"}");
    }

    /**
     * The same with one more header.
     *
     * @param name the name of the header
     * @param value its value
     * @return the new reply
     */
    public TokenReply with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new TokenReply(status, more, body);
    }
}
