package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.LocalTenant;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.MailDoor;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The adapter inside an enterprise archive, without anything configured for it in the server: the factory comes from
 * {@code @ConnectionFactoryDefinition}, the bean has its account in its own activation.
 */
@Tag("essential")
class EmbeddedAdapterIT {

    private static LocalTenant lab;
    private static ApplicationServer server;
    private static Recorder recorder;

    @BeforeAll
    static void deploy() {
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        lab = LocalTenant.create(directories.work().resolve("EmbeddedAdapterIT-lab"));
        lab.start();
        server = ApplicationServers.create(directories, "EmbeddedAdapterIT");
        lab.properties().forEach((name, value) -> server.withSystemProperty("lab." + name, value));
        server.start();
        server.allowMessageDrivenBeans();
        Path ear = RecorderArchive.withTheAdapterInside(
                directories.work(), directories.embeddedAdapter(), directories.api(), lab.properties());
        server.deploy(ear);
        recorder = new Recorder(server);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void deliversToABeanOfTheSameArchive() {
        LocalMailServer mail = lab.mail();
        mail.deliver(CUSTOMER, MAILBOX, "embedded", "Inside one archive.");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mail.messages(MAILBOX, "Processed"))
                        .extracting(StoredMail::subject)
                        .contains("embedded"));
        assertThat(recorder.calls("embedded")).containsExactly(1);
        assertThat(recorder.commits("embedded")).isEqualTo(1);
    }

    @Test
    void sendsThroughTheFactoryThatTheApplicationDefines() {
        int connections = lab.mail().connections(MailDoor.SMTPS);
        assertThat(recorder.send(CUSTOMER, "defined", 5)).hasSize(5).allMatch(line -> line.startsWith("<"));
        assertThat(lab.mail().connections(MailDoor.SMTPS) - connections).isEqualTo(1);
    }
}
