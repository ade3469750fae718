package io.mailboxconnector.it.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.WildFlyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The deployed application, asked over HTTP.
 *
 * @param server the server that it runs on
 */
record Shop(ApplicationServer server) {

    static final String CUSTOMER = "ann@example.com";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Makes the table of the orders. */
    void createTable(String dataSource) {
        HttpResponse<String> answer = post("table", Map.of("dataSource", dataSource));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The orders that are in the table. */
    List<String> orders(String dataSource) {
        return lines(get("table", Map.of("dataSource", dataSource)));
    }

    /** Places an order whose transaction commits, and gives the Message-ID. */
    String order(String factory, String dataSource, String subject) {
        HttpResponse<String> answer = order(factory, dataSource, subject, "commit");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().strip();
    }

    /** Places an order whose transaction ends as is said. */
    HttpResponse<String> order(String factory, String dataSource, String subject, String end) {
        return post("order", form(factory, dataSource, subject, end));
    }

    /** Places two orders, the second one in a transaction of its own while the first one is being placed. */
    void orderWithin(String outer, String outerEnd, String factory, String dataSource, String inner, String innerEnd) {
        Map<String, String> form = new HashMap<>(form(factory, dataSource, inner, innerEnd));
        form.put("outer", outer);
        form.put("outerEnd", outerEnd);
        HttpResponse<String> answer = post("nested", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Sends a mail outside of a transaction. */
    HttpResponse<String> send(String factory, String subject) {
        return order(factory, "", subject, "none");
    }

    /** The same from another mailbox than that of the factory. */
    HttpResponse<String> send(String factory, String mailbox, String subject) {
        Map<String, String> form = new HashMap<>(form(factory, "", subject, "none"));
        form.put("mailbox", mailbox);
        return post("order", form);
    }

    /** Opens some connections at a time, and sends a mail over each of them. */
    HttpResponse<String> hold(String factory, int connections) {
        return post("hold", Map.of("factory", jndiName(factory), "to", CUSTOMER, "connections", "" + connections));
    }

    /** How many mails of an outbox are in a state, as its MBean says. */
    long count(String queue, String state) {
        return outbox(queue).stream()
                .filter(line -> line.startsWith(state + "="))
                .map(line -> Long.valueOf(line.substring(state.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The lines of the mails that are parked. */
    List<String> parked(String queue) {
        return outbox(queue).stream()
                .filter(line -> line.startsWith("parked "))
                .map(line -> line.substring("parked ".length()))
                .toList();
    }

    /** Has the MBean of an outbox do something with a row. */
    boolean perform(String queue, String operation, String id) {
        HttpResponse<String> answer = post("outbox", Map.of("queue", queue, "operation", operation, "id", id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Boolean.parseBoolean(answer.body().strip());
    }

    private List<String> outbox(String queue) {
        return lines(get("outbox", Map.of("queue", queue)));
    }

    private Map<String, String> form(String factory, String dataSource, String subject, String end) {
        return Map.of(
                "factory", jndiName(factory),
                "dataSource", dataSource,
                "subject", subject,
                "to", CUSTOMER,
                "end", end);
    }

    private String jndiName(String factory) {
        return (server instanceof WildFlyServer ? "java:/eis/" : "eis/") + factory;
    }

    private static List<String> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    private HttpResponse<String> get(String page, Map<String, String> query) {
        return ask(request(page + "?" + encoded(query)).build());
    }

    private HttpResponse<String> post(String page, Map<String, String> form) {
        return ask(request(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build());
    }

    private HttpRequest.Builder request(String page) {
        return HttpRequest.newBuilder(server.url("/shop/" + page)).timeout(Duration.ofSeconds(60));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> ask(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
