package io.mailboxconnector.testkit.oauth;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a {@link FakeAuthorizationServer} received it, for assertions on what a client really sent.
 *
 * @param method the HTTP method
 * @param path the path, without the query
 * @param headers the headers by their names in lower case; of a repeated one the first
 * @param query the parameters of the query
 * @param form the parameters of the body
 */
public record OAuthRequest(
        String method, String path, Map<String, String> headers, Map<String, String> query, Map<String, String> form) {

    /** Copies the maps. */
    public OAuthRequest {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        form = Map.copyOf(form);
    }

    static OAuthRequest of(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new OAuthRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers,
                parameters(exchange.getRequestURI().getRawQuery()),
                parameters(body));
    }

    /**
     * One parameter of the body.
     *
     * @param name its name
     * @return its value, empty text when it was not sent
     */
    public String field(String name) {
        return form.getOrDefault(name, "");
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
