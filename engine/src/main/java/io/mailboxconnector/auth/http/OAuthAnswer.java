package io.mailboxconnector.auth.http;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.ErrorObject;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.Secret;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server answered to a token request, with the parts of an error answer (RFC 6749 §5.2) and what
 * Microsoft adds to them.
 *
 * <p>Immutable. May hold a token: it has no {@code toString} of its own and is neither logged nor kept.
 */
public final class OAuthAnswer {

    private static final int OK = 200;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,9})");
    private static final Pattern TRACE_ID = Pattern.compile("Trace ID: ?([0-9A-Za-z-]{8,64})");
    private static final Pattern CORRELATION_ID = Pattern.compile("Correlation ID: ?([0-9A-Za-z-]{8,64})");
    private static final Pattern ID_TAIL = Pattern.compile("\\s*Trace ID:.*", Pattern.DOTALL);

    private final int status;
    private final Map<String, List<String>> headers;
    private final String body;
    private final Map<String, Object> fields;

    private OAuthAnswer(int status, Map<String, List<String>> headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.fields = fields(body);
    }

    /**
     * An answer as it came.
     *
     * @param response the response
     * @return the answer
     */
    public static OAuthAnswer of(HttpResponse<String> response) {
        return new OAuthAnswer(response.statusCode(), response.headers().map(), response.body());
    }

    /**
     * An error that came another way, with the same parts: a browser brought it back (RFC 6749 §4.1.2.1).
     *
     * @param error the error
     * @return the answer, without an HTTP status
     */
    public static OAuthAnswer of(ErrorObject error) {
        return new OAuthAnswer(0, Map.of(), error.toJSONObject().toJSONString());
    }

    /**
     * The HTTP status.
     *
     * @return the status
     */
    public int statusCode() {
        return status;
    }

    /**
     * The headers.
     *
     * @return the values by name
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * The body, which may hold a token.
     *
     * @return the text
     */
    public String body() {
        return body;
    }

    /**
     * The {@code error} code; the only part that decides what is done.
     *
     * @return the code; empty when there is none
     */
    public Optional<String> error() {
        return text("error").map(ServerText::clean).filter(code -> !code.isEmpty());
    }

    /**
     * The description without Microsoft's ids.
     *
     * @return the description, perhaps empty
     */
    public String description() {
        String whole = text("error_description").orElse("");
        return ServerText.clean(ID_TAIL.matcher(whole).replaceFirst(""));
    }

    /**
     * Microsoft's numbers of what went wrong, in the order of the answer; for hints only.
     *
     * @return the numbers, perhaps none
     */
    public Set<Integer> aadstsNumbers() {
        Set<Integer> numbers = new LinkedHashSet<>();
        if (fields.get("error_codes") instanceof List<?> codes) {
            codes.stream()
                    .filter(Number.class::isInstance)
                    .map(Number.class::cast)
                    .forEach(n -> numbers.add(n.intValue()));
        }
        Matcher matcher = AADSTS.matcher(text("error_description").orElse(""));
        while (matcher.find()) {
            numbers.add(Integer.parseInt(matcher.group(1)));
        }
        return numbers;
    }

    /** Microsoft's trace id, which its support asks for. */
    Optional<String> traceId() {
        return id("trace_id", TRACE_ID);
    }

    /** Microsoft's correlation id, by which the sign-in log is searched. */
    Optional<String> correlationId() {
        return id("correlation_id", CORRELATION_ID);
    }

    /**
     * Whether the body is a JSON object with an access token.
     *
     * @return true when there is one
     */
    public boolean hasToken() {
        return text("access_token").isPresent();
    }

    /**
     * What was granted: a success as RFC 6749 §5.1 has it, with an access token that says how long it lives.
     *
     * @param asked when the request was sent, from which the life counts
     * @param mechanism how the token is presented
     * @return the grant; empty when it is none
     */
    public Optional<Grant> grant(Instant asked, Mechanism mechanism) {
        Optional<Instant> end = end(asked);
        if (status != OK || !hasToken() || end.isEmpty() || !end.get().isAfter(asked)) {
            return Optional.empty();
        }
        Secret access = Secret.of(text("access_token").orElseThrow());
        return Optional.of(new Grant(
                new Token(access, end.get(), mechanism), text("refresh_token").map(Secret::of)));
    }

    /** Managed identities tell the end instead of the life. */
    private Optional<Instant> end(Instant asked) {
        String life = String.valueOf(fields.get("expires_in"));
        if (SECONDS.matcher(life).matches()) {
            return Optional.of(asked.plusSeconds(Long.parseLong(life)));
        }
        String end = String.valueOf(fields.get("expires_on"));
        return EPOCH_SECONDS.matcher(end).matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(end)))
                : Optional.empty();
    }

    /** Whether the body is a JSON object. */
    boolean isJson() {
        return !fields.isEmpty() || body.strip().equals("{}");
    }

    /**
     * How long the server wants to be left alone (RFC 9110 §10.2.3).
     *
     * @param clock for a time that is given as a date
     * @return the time; zero when it did not say
     */
    public Duration retryAfter(Clock clock) {
        Optional<String> value = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .flatMap(header -> header.getValue().stream())
                .map(String::strip)
                .findFirst();
        return value.map(text -> delay(text, clock.instant())).orElse(Duration.ZERO);
    }

    private static Duration delay(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException e) {
            // Neither seconds nor a date: as good as not said.
            return Duration.ZERO;
        }
    }

    private Optional<String> id(String field, Pattern inDescription) {
        Optional<String> own = text(field);
        if (own.isPresent()) {
            return own.map(ServerText::clean);
        }
        Matcher matcher = inDescription.matcher(text("error_description").orElse(""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * A field of the JSON object in the body.
     *
     * @param field its name
     * @return its text; empty when it is missing or no text
     */
    public Optional<String> text(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Map<String, Object> fields(String body) {
        if (!body.stripLeading().startsWith("{")) {
            return Map.of();
        }
        try {
            @Nullable Map<String, Object> fields = JSONObjectUtils.parse(body);
            return fields == null ? Map.of() : fields;
        } catch (ParseException | RuntimeException e) {
            // Not JSON after all, which the classification says; the exception may quote the body, which may hold a
            // token.
            return Map.of();
        }
    }
}
