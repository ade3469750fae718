package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.PayaraServer;
import io.mailboxconnector.it.server.ServerRefused;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account with several mistakes: one message names them all, and the server lives on. */
@Tag("slow")
class WrongConfigurationIT {

    private static final String SECRET = "this-must-never-be-printed";

    private static Workplace workplace;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(WrongConfigurationIT.class);
        workplace.server().configureAccount(workplace.lab().account());
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void namesAllFaultsInOneMessageAndLetsTheServerStart() {
        ApplicationServer server = workplace.server();
        server.configureAccount(workplace
                .lab()
                .account(
                        "Mailbox",
                        Map.of(
                                "mailbox", "support at contoso",
                                "clientId", "",
                                "clientSecret", SECRET,
                                "imapPort", "99999",
                                "imapTls", "startls",
                                "connectTimeout", "10 seconds")));
        server.deploy(workplace.directories().adapter());

        assertThat(server.log().text()).doesNotContain(SECRET);
        server.deploy(workplace.recorder());
        server.log().awaitLine("MBX20103", Duration.ofSeconds(60));
        List<String> messages = server.log()
                .text()
                .lines()
                .dropWhile(line -> !line.contains("MBX20103"))
                .takeWhile(line -> line.contains("MBX20103") || line.startsWith("  - "))
                .toList();
        assertThat(String.join("\n", messages))
                .contains("mailbox", "clientId", "imapPort", "'99999'", "imapTls", "starttls", "connectTimeout");
        Recorder recorder = new Recorder(server);
        assertThat(server.log().awaitLine("MBX21003", Duration.ofSeconds(60))).contains("MBX10001");
        assertThat(server.log().text().lines().takeWhile(line -> !line.contains("MBX21003")))
                .as("what an administrator reads first")
                .noneMatch(line -> line.startsWith("\tat "));
        assertThat(recorder.send(CUSTOMER, "in vain", 1))
                .first(STRING)
                .startsWith("MBX10001")
                .contains("faults: 5");

        server.stop();
        server.start();
        assertThat(statusOf(server.url("/"))).isEqualTo(200);
        assertThat(server.log().text()).doesNotContain(SECRET);

        server.configureAccount(workplace.lab().account());
        if (server instanceof PayaraServer) {
            // The factory that the application was given belongs to the pool that was replaced.
            server.deploy(workplace.recorder());
        }
        assertThat(recorder.send(CUSTOMER, "mended", 1)).allMatch(line -> line.startsWith("<"));
    }

    @Test
    void refusesAnApplicationWhoseActivationIsWrongAndNamesAllFaults() {
        ApplicationServer server = workplace.server();
        server.deploy(workplace.directories().adapter());
        Path application = workplace.recorder(
                Map.of("afterDelivery", "mve:Processed", "maxConcurrency", "0", "redeliveryDelay", "1s", "folder", ""));
        assertThatThrownBy(() -> server.deploy(application)).isInstanceOf(ServerRefused.class);
        assertThat(server.log().text())
                .contains(
                        "MBX10001",
                        "afterDelivery = 'mve:Processed'",
                        "maxConcurrency = '0'",
                        "redeliveryDelay = '1s'");
        assertThat(statusOf(server.url("/"))).isEqualTo(200);
    }

    private static int statusOf(URI address) {
        return Recorder.ask(HttpRequest.newBuilder(address).build()).statusCode();
    }
}
