package io.mailboxconnector.it.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.server.ApplicationServer.PoolStatistics;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import io.mailboxconnector.testkit.smtp.Submission;
import java.net.http.HttpResponse;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Connectors 2.1 §9.1.3 on WildFly: credentials that the server keeps (container-managed sign-on by Elytron), and a mailbox that
 * the application chooses (component-managed).
 */
@Tag("wildfly")
@Tag("long")
class SignOnIT {

    private static final String DESK = "desk@contoso.example";
    private static final String SALES = "sales@contoso.example";
    private static final String PASSWORD = "kept-by-elytron";

    private static ScriptedSmtpServer smtp;
    private static WildFlyServer server;
    private static Shop shop;

    @BeforeAll
    static void open() {
        smtp = new ScriptedSmtpServer(
                SmtpServerOptions.plain().withLogin((user, secret) -> user.equals(DESK) && secret.equals(PASSWORD)));
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = WildFlyServer.create(directories, "SignOnIT");
        server.start();
        keep("right", PASSWORD);
        keep("wrong", "forgotten");
        MailFactory.declareAdapter(server);
        withoutCredentials("Right", "right").declare(server);
        withoutCredentials("Wrong", "wrong").declare(server);
        MailFactory.on(smtp.port(), "Chosen", DESK)
                .with("userName", DESK)
                .with("password", PASSWORD)
                .withPool("security-application", "true")
                .declare(server);
        server.deploy(directories.adapter());
        server.deploy(ShopArchive.write(directories.work()));
        shop = new Shop(server);
    }

    /** A credential store, and who logs in with its secret. */
    private static void keep(String name, String secret) {
        ModelNode store = Operations.createAddOperation(
                Operations.createAddress("subsystem", "elytron", "credential-store", name));
        store.get("location").set(name + ".cs");
        store.get("relative-to").set("jboss.server.config.dir");
        store.get("credential-reference", "clear-text").set("the-password-of-the-store");
        store.get("create").set(true);
        server.execute(store);
        ModelNode alias = Operations.createOperation("add-alias", Operations.getOperationAddress(store));
        alias.get("alias").set("mail");
        alias.get("secret-value").set(secret);
        server.execute(alias);
        ModelNode configuration = Operations.createAddOperation(
                Operations.createAddress("subsystem", "elytron", "authentication-configuration", name));
        configuration.get("authentication-name").set(DESK);
        configuration.get("credential-reference", "store").set(name);
        configuration.get("credential-reference", "alias").set("mail");
        server.execute(configuration);
        ModelNode context = Operations.createAddOperation(
                Operations.createAddress("subsystem", "elytron", "authentication-context", name));
        ModelNode rule = new ModelNode();
        rule.get("authentication-configuration").set(name);
        context.get("match-rules").add(rule);
        server.execute(context);
    }

    private static MailFactory withoutCredentials(String name, String context) {
        return MailFactory.on(smtp.port(), name, DESK)
                .without("mailbox")
                .without("password")
                .withPool("elytron-enabled", "true")
                .withPool("authentication-context", context);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        if (smtp != null) {
            smtp.close();
        }
    }

    @BeforeEach
    void forget() {
        smtp.forget();
    }

    @Test
    void theServersCredentialIsMailboxAndPassword() {
        for (int i = 1; i <= 3; i++) {
            HttpResponse<String> answer = shop.send("Right", "signed on " + i);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        assertThat(smtp.submissions())
                .hasSize(3)
                .extracting(Submission::sender)
                .allMatch(sender -> sender.startsWith("<" + DESK + ">"));
        assertThat(server.poolStatistics("Right").created())
                .as("the same subject, the same connection")
                .isEqualTo(1);
        assertThat(server.log().text()).doesNotContain(PASSWORD);
    }

    @Test
    void aWrongCredentialIsAFailureOfAuthenticationThatNamesTheMailbox() {
        HttpResponse<String> answer = shop.send("Wrong", "in vain");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).startsWith("MBX14").contains(DESK).doesNotContain("forgotten");
        assertThat(smtp.submissions()).isEmpty();
    }

    @Test
    void theApplicationChoosesTheMailboxAndThePoolKeepsThemApart() {
        PoolStatistics before = server.poolStatistics("Chosen");
        for (int i = 1; i <= 2; i++) {
            assertThat(shop.send("Chosen", "from the desk").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = shop.send("Chosen", SALES, "from sales");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        assertThat(smtp.submissions())
                .extracting(sent -> sent.sender().substring(0, sent.sender().indexOf('>') + 1))
                .containsExactly("<" + DESK + ">", "<" + SALES + ">", "<" + DESK + ">", "<" + SALES + ">");
        assertThat(server.poolStatistics("Chosen").created() - before.created()).isEqualTo(2);
    }
}
