package io.mailboxconnector.it.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ApplicationServer.PoolStatistics;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import io.mailboxconnector.testkit.smtp.Submission;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Connection factories on WildFly: its pool (Connectors 2.1 §6), credentials that the server keeps (§9.1.3, container-managed
 * sign-on by Elytron), and a mailbox that the application chooses (component-managed).
 */
@Tag("wildfly")
class FactoryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String DESK = "desk@contoso.example";
    private static final String SALES = "sales@contoso.example";
    private static final String PASSWORD = "kept-by-elytron";
    private static final String SALES_PASSWORD = "kept-by-nobody";

    private static ScriptedSmtpServer smtp;
    private static WildFlyServer server;
    private static Shop shop;

    @BeforeAll
    static void open() {
        Map<String, String> passwords = Map.of(DESK, PASSWORD, SALES, SALES_PASSWORD);
        smtp = new ScriptedSmtpServer(
                SmtpServerOptions.plain().withLogin((user, secret) -> secret.equals(passwords.get(user))));
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = WildFlyServer.create(directories, "FactoryIT");
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
        MailFactory.on(smtp.port(), "Desk", DESK)
                .with("password", PASSWORD)
                .withPool("max-pool-size", "2")
                .withPool("blocking-timeout-wait-millis", "500")
                .declare(server);
        MailFactory.on(smtp.port(), "Lazy", DESK)
                .with("password", PASSWORD)
                .with("lazyAssociation", "true")
                .withPool("max-pool-size", "1")
                .withPool("blocking-timeout-wait-millis", "500")
                .declare(server);
        MailFactory.on(smtp.port(), "Sales", SALES)
                .with("password", SALES_PASSWORD)
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

        assertThat(senders()).containsExactly("<" + DESK + ">", "<" + SALES + ">", "<" + DESK + ">", "<" + SALES + ">");
        assertThat(server.poolStatistics("Chosen").created() - before.created()).isEqualTo(2);
    }

    @Test
    void aHundredMailsTravelOnOneConnectionOfThePool() {
        PoolStatistics before = server.poolStatistics("Desk");
        int logins = smtp.logins();
        for (int i = 1; i <= 100; i++) {
            sendFrom("Desk", "one of many");
        }

        assertThat(smtp.submissions()).hasSize(100);
        assertThat(smtp.logins() - logins).isLessThanOrEqualTo(1);
        PoolStatistics after = server.poolStatistics("Desk");
        assertThat(after.created() - before.created()).isLessThanOrEqualTo(1);
        assertThat(after.destroyed()).isEqualTo(before.destroyed());
        assertThat(after.inUse()).isZero();
    }

    @Test
    void twoFactoriesAreTwoAccountsWithAPoolEach() {
        PoolStatistics desk = server.poolStatistics("Desk");
        PoolStatistics sales = server.poolStatistics("Sales");
        for (int i = 1; i <= 3; i++) {
            sendFrom("Desk", "from the desk");
            sendFrom("Sales", "from sales");
        }

        assertThat(senders())
                .containsExactly(
                        "<" + DESK + ">",
                        "<" + SALES + ">",
                        "<" + DESK + ">",
                        "<" + SALES + ">",
                        "<" + DESK + ">",
                        "<" + SALES + ">");
        assertThat(server.poolStatistics("Desk").created() - desk.created()).isLessThanOrEqualTo(1);
        assertThat(server.poolStatistics("Sales").created() - sales.created()).isLessThanOrEqualTo(1);
    }

    @Test
    void anExhaustedPoolSaysWhatToDo() {
        assertThat(shop.hold("Desk", 2).statusCode()).isEqualTo(200);

        HttpResponse<String> answer = shop.hold("Desk", 3);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).startsWith("MBX22001").contains("maximum size of the pool");
        assertThat(server.poolStatistics("Desk").inUse()).isZero();
        sendFrom("Desk", "after the exhaustion");
    }

    /** Connectors 2.1 §7.16.1. */
    @Test
    void anExhaustedPoolTakesConnectionsFromIdleHandlesWhereTheFactoryAllowsIt() {
        HttpResponse<String> answer = shop.hold("Lazy", 3);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(smtp.submissions()).hasSize(3);
        PoolStatistics statistics = server.poolStatistics("Lazy");
        assertThat(statistics.created()).isEqualTo(1);
        assertThat(statistics.destroyed()).isZero();
        assertThat(statistics.inUse()).isZero();
    }

    @Test
    void aFlushClosesWhatIdles() {
        sendFrom("Desk", "before the flush");
        PoolStatistics before = server.poolStatistics("Desk");

        flush("idle", "Desk");

        await().atMost(LIMIT).until(() -> server.poolStatistics("Desk").destroyed() > before.destroyed());
        sendFrom("Desk", "after the flush");
        assertThat(server.poolStatistics("Desk").created()).isEqualTo(before.created() + 1);
    }

    @Test
    void aConnectionThatTheServerDroppedIsFoundAndReplaced() {
        sendFrom("Sales", "before the drop");
        PoolStatistics before = server.poolStatistics("Sales");
        smtp.dropConnections();

        // A connection that was used just now is not asked.
        await().atMost(LIMIT).until(() -> {
            flush("invalid", "Sales");
            return server.poolStatistics("Sales").destroyed() > before.destroyed();
        });

        sendFrom("Sales", "after the drop");
        PoolStatistics after = server.poolStatistics("Sales");
        assertThat(after.created()).isEqualTo(before.created() + 1);
        assertThat(after.destroyed()).isEqualTo(before.destroyed() + 1);
    }

    @Test
    void aConnectionThatTheServerDroppedAMomentAgoIsReplacedWithoutThePool() {
        sendFrom("Desk", "before the drop");
        PoolStatistics before = server.poolStatistics("Desk");
        int logins = smtp.logins();
        smtp.dropConnections();

        sendFrom("Desk", "right after the drop");

        assertThat(smtp.logins() - logins).isEqualTo(1);
        assertThat(server.poolStatistics("Desk")).isEqualTo(before);
    }

    @Test
    void aReloadOfTheServerClosesConnectionsAndOpensOthersOnUse() {
        sendFrom("Desk", "before the reload");

        server.reload();

        await().atMost(LIMIT).until(() -> smtp.openConnections() == 0);
        sendFrom("Desk", "after the reload");
        assertThat(server.poolStatistics("Desk").created()).isEqualTo(1);
        assertThat(server.poolStatistics("Desk").inUse()).isZero();
    }

    private static void sendFrom(String factory, String subject) {
        HttpResponse<String> answer = shop.send(factory, subject);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void flush(String what, String factory) {
        server.execute(
                Operations.createOperation("flush-" + what + "-connection-in-pool", MailFactory.address(factory)));
    }

    private static List<String> senders() {
        return smtp.submissions().stream()
                .map(Submission::sender)
                .map(sender -> sender.substring(0, sender.indexOf('>') + 1))
                .toList();
    }
}
