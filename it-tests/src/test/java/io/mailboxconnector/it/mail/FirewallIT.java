package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.lab.junit.RealMailServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A firewall between client and server: the kernel itself drops or resets. It stands in a network that only a child process
 * sees, so the test needs root and iptables; where they are missing it is left out, see {@code .ci/run}.
 */
@RealMailServers
@Tag("namespace")
class FirewallIT {

    private static final int LIMIT_SECONDS = 120;

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffIsNoticedInTimeAndGoesOnAfterwards(FirewalledClient.Rule rule) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process client = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        "ip link set lo up && exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirewalledClient.class.getName(),
                        rule.name())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            assertThat(output.lines().filter(line -> line.startsWith("> ")))
                    .as(output)
                    .containsExactlyElementsOf(List.of(
                            "> in IDLE: ConnectionLost",
                            "> between commands: ConnectionLost",
                            "> a new connection: MailboxUnavailable",
                            "> afterwards: 1 unread"));
        } finally {
            client.destroyForcibly();
        }
    }
}
