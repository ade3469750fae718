package io.mailboxconnector.it.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailboxconnector.it.lab.Customer;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The customer's side as a web page: a form that writes to the help desk, and what came back.
 *
 * <p>Threads: served by the one thread of its {@link HttpServer}.
 */
final class CustomerPage implements AutoCloseable {

    private static final int LARGEST_FORM = 1 << 20;

    private final HttpServer server;
    private final Customer customer;
    private final URI helpDesk;

    CustomerPage(int port, Customer customer, URI helpDesk) {
        this.customer = customer;
        this.helpDesk = helpDesk;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/send") && exchange.getRequestMethod().equals("POST")) {
                send(exchange);
            } else if (path.equals("/")) {
                respond(exchange, 200, page());
            } else {
                respond(exchange, 404, "<p>Nothing here.</p>");
            }
        }
    }

    private void send(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        String subject = form.getOrDefault("subject", "A question");
        String reply = form.get("reply");
        try {
            customer.write(
                    subject, form.getOrDefault("text", "Please help."), reply == null ? null : Long.valueOf(reply));
        } catch (IllegalArgumentException wrong) {
            respond(exchange, 400, "<p>" + escape(wrong.getMessage()) + "</p>");
            return;
        }
        exchange.getResponseHeaders().set("Location", "/");
        respond(exchange, 303, "Sent.\n");
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), StandardCharsets.UTF_8);
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String page() {
        StringBuilder mails = new StringBuilder();
        for (StoredMail mail : customer.inbox()) {
            mails.append(String.format(
                    Locale.ROOT, """
            <article><h3>%s</h3><pre>%s</pre>
            <form method="post" action="/send"><input type="hidden" name="reply" value="%d">
            <textarea name="text" rows="2" required aria-label="Reply"></textarea><button>Reply</button></form></article>
            """, escape(mail.subject()), escape(Customer.text(mail.message())), mail.uid()));
        }
        return String.format(
                Locale.ROOT,
                """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A customer's mailbox</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
            form{display:grid;gap:.5rem}input,textarea,button{font:inherit;padding:.4rem}button{justify-self:start}
            article{border:1px solid #bbb;border-radius:.5rem;padding:0 1rem 1rem;margin:1rem 0}
            pre{white-space:pre-wrap;font:inherit}</style></head><body>
            <h1>%s</h1>
            <p>You are a customer. The other side is <a href="%s">the help desk</a>.</p>
            <h2>Write to the help desk</h2>
            <form method="post" action="/send">
            <input name="subject" placeholder="Subject" required>
            <textarea name="text" rows="4" placeholder="What is the matter?" required></textarea>
            <button>Send</button></form>
            <h2>Received</h2>%s</body></html>
            """,
                escape(customer.address()),
                helpDesk,
                mails.isEmpty() ? "<p>Nothing yet. Reload to look again.</p>" : mails);
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String escape(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
