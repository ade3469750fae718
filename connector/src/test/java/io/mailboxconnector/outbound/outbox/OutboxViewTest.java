package io.mailboxconnector.outbound.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator sees of an outbox by JMX, and does with it. */
class OutboxViewTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final OutboxFixture fixture = new OutboxFixture(TestDatabase.h2());

    @BeforeEach
    void start() {
        fixture.outbox.start();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void countsTheMailsByState() throws Exception {
        fixture.send();
        awaitCount("Sent", 1);

        assertThat(attribute("Queue")).isEqualTo(OutboxFixture.DESK);
        assertThat(attribute("Queued")).isEqualTo(0L);
        assertThat(attribute("Sending")).isEqualTo(0L);
        assertThat(attribute("Rejected")).isEqualTo(0L);
        assertThat(attribute("Unknown")).isEqualTo(0L);
        assertThat(attribute("Outage")).isEqualTo("");
        assertThat(parked()).isEmpty();
    }

    @Test
    void listsWhatIsParkedLastFirstWithTheReason() throws Exception {
        String unknown = park(new DropsAfterFinalDot(), "Unknown");
        fixture.pass(Duration.ofSeconds(1));
        String rejected = park(new RejectsRecipient("ann@example.com"), "Rejected");

        assertThat(parked()).hasSize(2);
        assertThat(parked()[0]).contains(rejected, "REJECTED", "ann@example.com", "1 attempts", "no such user here");
        assertThat(parked()[1]).contains(unknown, "UNKNOWN", "ann@example.com", "1 attempts", "MBX");
    }

    @Test
    void sendsAParkedMailOnceMore() throws Exception {
        String messageId = park(new RejectsRecipient("ann@example.com"), "Rejected");
        fixture.smtp.behave(Misbehaviour.NONE);

        assertThat(invoke("redrive", idOf(messageId))).isEqualTo(true);
        awaitCount("Sent", 1);

        assertThat(fixture.received()).containsOnlyKeys(messageId).containsValue(1L);
        assertThat(parked()).isEmpty();
        assertThat(invoke("redrive", "no such row")).isEqualTo(false);
    }

    @Test
    void deletesAParkedMailForGood() throws Exception {
        String id = idOf(park(new RejectsRecipient("ann@example.com"), "Rejected"));

        assertThat(invoke("delete", id)).isEqualTo(true);
        assertThat(invoke("delete", id)).isEqualTo(false);

        assertThat(attribute("Rejected")).isEqualTo(0L);
        assertThat(fixture.counts()).isEmpty();
        assertThat(fixture.there.number("SELECT COUNT(*) FROM mbx_outbox_part")).isZero();
    }

    @Test
    void touchesOnlyWhatIsParked() throws Exception {
        fixture.smtp.stop();
        fixture.send();
        await().until(() -> attribute("Outage").toString().startsWith("MBX"));
        awaitCount("Queued", 1);
        long rows = fixture.there.number("SELECT COUNT(*) FROM mbx_outbox");

        assertThat(parked()).isEmpty();
        assertThat(rows).isEqualTo(1);
        fixture.smtp.listen();
        awaitCount("Sent", 1);
        await().until(() -> attribute("Outage").equals(""));
    }

    @Test
    void isGoneWhenTheOutboxEnds() {
        assertThat(names()).hasSize(1);
        fixture.outbox.close();
        assertThat(names()).isEmpty();
    }

    private String park(Misbehaviour misbehaviour, String state) {
        fixture.smtp.behave(misbehaviour);
        String messageId = fixture.send();
        awaitCount(state, 1);
        return messageId;
    }

    private void awaitCount(String attribute, long number) {
        await(attribute).until(() -> attribute(attribute).equals(number));
    }

    private String idOf(String messageId) throws JMException {
        return Arrays.stream(parked())
                .filter(line -> line.contains(messageId))
                .map(line -> line.split(" \\| ")[0])
                .findFirst()
                .orElseThrow();
    }

    private Object attribute(String name) throws JMException {
        return server.getAttribute(name(), name);
    }

    private String[] parked() throws JMException {
        return (String[]) server.invoke(name(), "parked", new Object[0], new String[0]);
    }

    private Object invoke(String operation, String id) throws JMException {
        return server.invoke(name(), operation, new Object[] {id}, new String[] {String.class.getName()});
    }

    private ObjectName name() {
        return names().iterator().next();
    }

    private Set<ObjectName> names() {
        try {
            return server.queryNames(
                    new ObjectName(
                            "io.mailboxconnector:type=Outbox,queue=" + ObjectName.quote(OutboxFixture.DESK) + ",*"),
                    null);
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
