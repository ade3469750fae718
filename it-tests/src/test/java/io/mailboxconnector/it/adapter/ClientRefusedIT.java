package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.mailboxconnector.it.server.ServerLog;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account whose client secret is wrong, declared by the administrator's script. */
class ClientRefusedIT {

    private static Workplace workplace;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(ClientRefusedIT.class);
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void warnsOnceAndTheLibraryForTokensAddsNothing() {
        ServerLog log = workplace.server().log();
        workplace
                .server()
                .configureAccount(workplace.lab().account("Mailbox", Map.of("clientSecret", "not the right one")));
        workplace.server().deploy(workplace.directories().adapter());
        workplace.server().deploy(workplace.recorder());

        assertThat(log.awaitLine("MBX21003", Duration.ofSeconds(60))).contains("MBX11001");
        assertThat(new Recorder(workplace.server()).send(CUSTOMER, "in vain", 1))
                .first(STRING)
                .startsWith("MBX11001");
        assertThat(log.linesWith("WARN").stream()
                        .filter(line -> line.contains("MBX") || line.contains("com.microsoft")))
                .hasSize(1)
                .allMatch(line -> line.contains("MBX21003"));
    }
}
