package io.mailboxconnector.it.wildfly;

import static io.mailboxconnector.it.lab.MailLab.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.it.server.ServerRefused;
import io.mailboxconnector.it.server.WildFlyServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account with several mistakes: one message names them all, and the server lives on. */
class WrongConfigurationIT {

    private static final String SECRET = "this-must-never-be-printed";

    private static Workplace workplace;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(WrongConfigurationIT.class);
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void namesAllFaultsInOneMessageAndLetsTheServerStart() throws Exception {
        WildFlyServer server = workplace.server();
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

        List<String> messages = server.log()
                .text()
                .lines()
                .dropWhile(line -> !line.contains("MBX20103"))
                .takeWhile(line -> line.contains("MBX20103") || line.startsWith("  - "))
                .toList();
        assertThat(String.join("\n", messages))
                .contains("mailbox", "clientId", "imapPort", "'99999'", "imapTls", "starttls", "connectTimeout");
        assertThat(server.log().text()).doesNotContain(SECRET);
        assertThat(server.log().linesWith("\tat io.mailboxconnector"))
                .as("no stack trace")
                .isEmpty();

        assertThatThrownBy(() -> server.deploy(workplace.recorder()))
                .isInstanceOf(ServerRefused.class)
                .hasMessageContaining("MBX10001")
                .hasMessageNotContaining(SECRET);

        server.stop();
        server.start();
        assertThat(statusOf(server.url("/"))).isEqualTo(200);
        assertThat(server.log().text()).doesNotContain(SECRET);

        server.configureAccount(workplace.lab().account());
        server.deploy(workplace.recorder());
        assertThat(new Recorder(server).send(CUSTOMER, "mended", 1)).allMatch(line -> line.startsWith("<"));
    }

    private static int statusOf(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
