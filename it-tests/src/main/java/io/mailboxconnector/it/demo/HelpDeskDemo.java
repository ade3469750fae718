package io.mailboxconnector.it.demo;

import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.Customer;
import io.mailboxconnector.it.lab.LocalTenant;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Starts the help desk with all it needs, prints where it is, and runs until it is interrupted.
 *
 * <p>The mail server and the authorization server run in this JVM, WildFly in a child process. The account is declared
 * by the script that an administrator uses. SIGINT and SIGTERM end everything.
 */
public final class HelpDeskDemo {

    private static final Duration PAGE_LIMIT = Duration.ofSeconds(60);
    private static final Duration TICKET_LIMIT = Duration.ofSeconds(60);
    private static final String SUBJECT = "The printer on the second floor is out of paper";

    /** Libraries that greet, or report each refused IMAP command, between the steps; held, else their levels are lost. */
    private static final List<Logger> QUIET = Stream.of("com.icegreen", "org.jboss", "org.xnio", "org.wildfly")
            .map(Logger::getLogger)
            .toList();

    private final PrintStream out;
    private final ServerDirectories directories;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private HelpDeskDemo(PrintStream out, ServerDirectories directories) {
        this.out = out;
        this.directories = directories;
    }

    /**
     * Runs the demonstration.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        try {
            new HelpDeskDemo(System.out, ServerDirectories.ofThisBuild()).run();
        } catch (RuntimeException failure) {
            System.err.println("\n\n  The demonstration failed: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::announceEnd, "end-of-demo"));
        out.println();
        try (LocalTenant lab = step("mail server and authorization server", this::lab);
                WildFlyServer server = step("WildFly", this::wildFly)) {
            step("account, by docs/admin/configure-account.cli", () -> server.configureAccount(lab.account()));
            step("mailbox-connector.rar", () -> server.deploy(directories.adapter()));
            step("helpdesk.ear", () -> server.deploy(directories.helpDesk()));
            URI helpDesk = server.url("/helpdesk/");
            Customer customer = new Customer(lab.mail(), LocalTenant.CUSTOMER, LocalTenant.MAILBOX);
            step("web page", () -> awaitAnswer(helpDesk, PAGE_LIMIT, ""));
            try (CustomerPage page = new CustomerPage(FreePort.preferring(8025), customer, helpDesk)) {
                customer.write(SUBJECT, "Could somebody bring a pack?\n\nThanks, Robin", null);
                step(
                        "sample mail is a ticket",
                        () -> awaitAnswer(server.url("/helpdesk/api/tickets"), TICKET_LIMIT, SUBJECT));
                describe(server, helpDesk, page.url());
                ProcessHandle.of(server.process().pid())
                        .ifPresent(process -> process.onExit().join());
            }
            if (!stopping.get()) {
                throw new IllegalStateException(
                        "WildFly ended by itself; see " + server.log().file());
            }
        }
    }

    private LocalTenant lab() {
        LocalTenant lab = LocalTenant.create(directories.work().resolve("demo-lab"));
        lab.start();
        return lab;
    }

    private WildFlyServer wildFly() {
        WildFlyServer server =
                WildFlyServer.create(directories, "demo", FreePort.preferring(8080), FreePort.preferring(9990));
        server.start();
        return server;
    }

    private void describe(WildFlyServer server, URI helpDesk, URI customer) {
        out.printf(
                Locale.ROOT,
                """

                  Help desk            %s
                  A customer's side    %s
                  WildFly's console    %s  (needs a user: bin/add-user.sh)
                  WildFly's log        %s

                  Send more mail from the customer's page, or from a second terminal:

                    curl -d 'subject=Coffee' -d 'text=The machine leaks.' %ssend

                  Ctrl-C stops everything.

                """,
                helpDesk,
                customer,
                server.console(),
                server.log().file(),
                customer);
    }

    private void awaitAnswer(URI address, Duration limit, String part) {
        try {
            await().atMost(limit)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() ->
                            get(address).filter(body -> body.contains(part)).isPresent());
        } catch (ConditionTimeoutException timeout) {
            throw new IllegalStateException(
                    address + " did not answer" + (part.isEmpty() ? "" : " with '" + part + "'") + " within " + limit,
                    timeout);
        }
    }

    private Optional<String> get(URI address) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private void step(String name, Runnable action) {
        step(name, () -> {
            action.run();
            return name;
        });
    }

    private <T> T step(String name, Supplier<T> action) {
        long start = System.nanoTime();
        out.printf(Locale.ROOT, "  %-46s", name);
        out.flush();
        T result = action.get();
        out.printf(Locale.ROOT, "%5.1f s%n", (System.nanoTime() - start) / 1e9);
        return result;
    }

    private void announceEnd() {
        stopping.set(true);
        out.println("\n  Stopping.");
    }
}
