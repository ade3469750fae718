package io.mailboxconnector.auth.consent;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.mailboxconnector.fault.NetworkFaults;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Carries the requests that Nimbus has put together: TLS by the account's trust, no redirects, bounded in time and size.
 *
 * <p>Safe for use by any number of threads.
 */
public final class ConsentHttp {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    private static final int BODY_LIMIT = 1024 * 1024;

    private final HttpClient http;

    /**
     * Creates it; does no I/O.
     *
     * @param tls which certificates are trusted
     */
    public ConsentHttp(SSLContext tls) {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT)
                .sslContext(tls)
                .build();
    }

    /** Sends a request. Network and TLS failures are classified. */
    HTTPResponse send(HTTPRequest request) {
        URI place = request.getURI();
        try {
            HttpResponse<InputStream> answer = http.send(toRequest(request), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                HTTPResponse response = new HTTPResponse(answer.statusCode());
                answer.headers().firstValue("Content-Type").ifPresent(type -> setContentType(response, type));
                response.setBody(new String(body.readNBytes(BODY_LIMIT), StandardCharsets.UTF_8));
                return response;
            }
        } catch (IOException e) {
            throw NetworkFaults.classify(place.getHost() + ":" + place.getPort(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsentMessages.MESSAGES.interrupted(e);
        }
    }

    private static void setContentType(HTTPResponse response, String type) {
        try {
            response.setContentType(type);
        } catch (ParseException unreadable) {
            // Without a type it is not taken for JSON, which is right.
            response.setBody("");
        }
    }

    private static HttpRequest toRequest(HTTPRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI()).timeout(ANSWER_LIMIT);
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        builder.setHeader("Accept", "application/json");
        return request.getMethod() == HTTPRequest.Method.POST
                ? builder.POST(HttpRequest.BodyPublishers.ofString(String.valueOf(request.getBody())))
                        .build()
                : builder.build();
    }
}
