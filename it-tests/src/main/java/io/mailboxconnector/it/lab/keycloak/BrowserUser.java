package io.mailboxconnector.it.lab.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A user with a browser who signs in to Keycloak: fills in the forms that Keycloak shows.
 *
 * <p>Belongs to one thread.
 */
public final class BrowserUser {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final int MOST_REDIRECTS = 10;
    private static final int REDIRECTS = 3;

    private final HttpClient browser;
    private final KeycloakServer keycloak;
    private final String name;
    private final String password;

    /**
     * Somebody with a new browser.
     *
     * @param keycloak where to sign in
     * @param trust trusts the server's certificate
     * @param name the name of the user
     * @param password the password
     */
    public BrowserUser(KeycloakServer keycloak, SSLContext trust, String name, String password) {
        this.keycloak = keycloak;
        this.name = name;
        this.password = password;
        browser = HttpClient.newBuilder()
                .sslContext(trust)
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Signs in at the request of an application (RFC 6749 section 4.1).
     *
     * @param authorization the address that the application sends the browser to
     * @return the address that Keycloak sends the browser back to, with code or error; nobody needs to listen there
     */
    public URI signIn(URI authorization) {
        return submit(get(authorization), credentials()).at();
    }

    /**
     * Signs in and allows a device what it asked for (RFC 8628 section 3.3).
     *
     * @param verification the address that the device shows, with its code
     * @return the last page that Keycloak shows
     */
    public String allowDevice(URI verification) {
        Page question = submit(get(verification), credentials());
        return submit(question, Map.of("accept", "Yes")).content();
    }

    private Map<String, String> credentials() {
        return Map.of("username", name, "password", password);
    }

    /** Where the browser is, and what it shows. */
    private record Page(URI at, String content) {}

    private Page get(URI address) {
        return send(HttpRequest.newBuilder(address).build());
    }

    private Page submit(Page page, Map<String, String> typed) {
        Matcher form = FORM.matcher(page.content());
        if (!form.find()) {
            throw new IllegalStateException("Keycloak shows no form at " + page.at() + ": " + page.content());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        HIDDEN.matcher(form.group(2)).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        fields.putAll(typed);
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(page.at().resolve(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Follows redirections as long as they stay at Keycloak. */
    private Page send(HttpRequest request) {
        HttpRequest next = request;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            HttpResponse<String> answer = exchange(next);
            if (answer.statusCode() / 100 != REDIRECTS) {
                return new Page(next.uri(), answer.body());
            }
            URI target =
                    next.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
            if (!target.toString().startsWith(keycloak.issuer().toString())) {
                return new Page(target, "");
            }
            next = HttpRequest.newBuilder(target).build();
        }
        throw new IllegalStateException("Keycloak redirects for ever: " + next.uri());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
