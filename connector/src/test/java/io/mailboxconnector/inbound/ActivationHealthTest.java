package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.inbound.health.ActivationHealth;
import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of an activation. */
class ActivationHealthTest {

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private ScriptedImapServer server = ScriptedImapServer.start();
    private InboundFixture fixture = new InboundFixture(server);

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void showsThatItWatchesAndWhatItGaveUp() throws Exception {
        fixture.maxRedeliveries = 0;
        server.deliver(mail("good"));
        server.deliver(mail("bad"));
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    if (mail.subject().equals("bad")) {
                        throw new IllegalStateException("the secret of the bean");
                    }
                },
                true));
        await().atMost(PATIENCE).until(() -> server.mailbox().find("Failed").isPresent());
        await().atMost(PATIENCE).until(() -> !health().setAside().isEmpty());

        assertThat(health().state()).isEqualTo(ActivationHealth.State.WATCHING);
        assertThat(health().lastDelivery()).isPresent();
        assertThat(health().lastError()).isEmpty();
        assertThat(health().tokenExpiresAt()).as("a password has no end").isEmpty();
        assertThat(health().setAside()).singleElement().satisfies(mail -> {
            assertThat(mail.reason()).contains("IllegalStateException").doesNotContain("secret");
            assertThat(mail.mail()).contains("uid=2");
        });
        ObjectName name = names().iterator().next();
        assertThat(beans.getAttribute(name, "State")).isEqualTo("WATCHING");
        assertThat((String[]) beans.getAttribute(name, "SetAside")).hasSize(1);
        assertThat(beans.getMBeanInfo(name).getAttributes()).allMatch(attribute -> !attribute.isWritable());
        assertThat(beans.getMBeanInfo(name).getOperations()).isEmpty();
    }

    @Test
    void showsWhyItIsOutAndThatMailWaits() {
        use(new Answers("SELECT", "NO [NONEXISTENT] no such folder"));
        fixture.activate(fixture.container.endpoints(mail -> {}, true));

        await().atMost(PATIENCE).until(() -> health().state() == ActivationHealth.State.OUT);
        assertThat(health().lastError())
                .hasValueSatisfying(
                        error -> assertThat(error).startsWith("MBX13010").doesNotContain("sesame"));
        assertThat(health().lastErrorAt()).isPresent();
    }

    @Test
    void countsWhatWaits() {
        fixture.redeliveryDelay = Duration.ofHours(1);
        server.deliver(mail("one"));
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    throw new IllegalStateException("not yet");
                },
                true));

        await().atMost(PATIENCE).until(() -> health().waiting() == 1);
        assertThat(health().unsettled()).isZero();
    }

    @Test
    void theViewEndsWithTheActivation() throws Exception {
        var endpoints = fixture.container.endpoints(mail -> {}, true);
        fixture.activate(endpoints);
        assertThat(names()).hasSize(1);

        fixture.activations.deactivate(endpoints, fixture.spec);

        assertThat(names()).isEmpty();
        assertThat(fixture.activations.health()).isEmpty();
    }

    private ActivationHealth health() {
        return fixture.activations.health().get(0);
    }

    private Set<ObjectName> names() throws Exception {
        return beans.queryNames(new ObjectName("io.mailboxconnector:type=Activation,*"), null);
    }

    private void use(ImapBehaviour behaviour) {
        stop();
        server = ScriptedImapServer.start(behaviour);
        fixture = new InboundFixture(server);
    }
}
