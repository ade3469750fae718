package io.mailboxconnector.it.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.server.ApplicationServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The deployed application, asked over HTTP. */
public record Recorder(ApplicationServer server) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The attempts at which a mail was handed to the bean, in order. */
    List<Integer> calls(String subject) {
        return journal().stream()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields[0].equals("call") && fields[2].equals(subject))
                .map(fields -> Integer.valueOf(fields[1]))
                .toList();
    }

    /** How often the bean's work for a mail was committed. */
    long commits(String subject) {
        return journal().stream().filter(("committed\t" + subject)::equals).count();
    }

    /** The subjects of all mails that were handed to the bean, one for each time. */
    List<String> calls() {
        return journal().stream()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields[0].equals("call"))
                .map(fields -> fields[2])
                .toList();
    }

    /** The subjects of all mails whose work was committed, one for each time. */
    List<String> commits() {
        return journal().stream()
                .filter(line -> line.startsWith("committed\t"))
                .map(line -> line.substring("committed\t".length()))
                .toList();
    }

    /** Sends mails through the injected factory and returns the lines of the answer: Message-IDs, then what went wrong. */
    public List<String> send(String to, String subject, int count) {
        HttpResponse<String> response = post("/recorder/send", "to=" + to + "&subject=" + subject + "&count=" + count);
        // Anything else is a page of the server, not of the application.
        assertThat(response.statusCode()).as(response.body()).isIn(200, 502);
        return response.body().lines().toList();
    }

    /** Lets the next beans fail while the container makes them. */
    void failBirths(int count) {
        tell("failBirths=" + count);
    }

    /** Lets beans return that hold a mail. */
    void release() {
        tell("release");
    }

    private void tell(String form) {
        HttpResponse<String> response = post("/recorder/journal", form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private HttpResponse<String> post(String path, String form) {
        return ask(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private List<String> journal() {
        HttpResponse<String> response = ask(request("/recorder/journal").build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().toList();
    }

    private HttpRequest.Builder request(String path) {
        URI address = server.url(path);
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
    }

    static HttpResponse<String> ask(HttpRequest request) {
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
