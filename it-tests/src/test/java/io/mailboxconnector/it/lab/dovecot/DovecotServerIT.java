package io.mailboxconnector.it.lab.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.host.ServerProcess;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@RealMailServers
class DovecotServerIT {

    private static final String ALICE = "alice@contoso.example";
    private static final String MAIL = "Subject: one\r\n\r\nHello\r\n.\r\n";
    private static final Path PARENT = Path.of("target", "mail-lab");

    @Test
    void keepsItsMailsThroughStopAndKill() {
        try (LabDirectory lab = LabDirectory.below(PARENT);
                DovecotServer dovecot = newServer(lab)) {
            dovecot.start();
            dovecot.deliver(ALICE, MAIL);
            dovecot.restart();
            dovecot.deliver(ALICE, MAIL);
            dovecot.kill();
            assertThat(dovecot.isRunning()).isFalse();
            dovecot.start();

            assertThat(dovecot.administer("mailbox", "status", "-u", ALICE, "messages", "INBOX"))
                    .contains("messages=2");
        }
    }

    @Test
    void leavesNoProcessNoPortAndNoFile() {
        LabDirectory lab = LabDirectory.below(PARENT);
        List<ProcessHandle> family;
        DovecotServer dovecot = newServer(lab);
        try {
            dovecot.start();
            ProcessHandle master = ProcessHandle.of(dovecot.pid()).orElseThrow();
            await("the master starts its own when they are needed")
                    .until(() -> master.descendants().count() > 1);
            family = Stream.concat(Stream.of(master), master.descendants()).toList();
        } finally {
            dovecot.close();
            lab.close();
        }

        assertThat(family).hasSizeGreaterThan(2).noneMatch(ProcessHandle::isAlive);
        assertThat(DovecotDoor.values()).noneMatch(door -> ServerProcess.listens(dovecot.port(door)));
        assertThat(lab.path()).doesNotExist();
    }

    @Test
    void twoServersDoNotDisturbEachOther() {
        try (LabDirectory one = LabDirectory.below(PARENT);
                LabDirectory two = LabDirectory.below(PARENT);
                DovecotServer first = newServer(one);
                DovecotServer second = newServer(two)) {
            first.start();
            second.start();
            first.deliver(ALICE, MAIL);
            first.stop();

            assertThat(second.administer("mailbox", "status", "-u", ALICE, "messages", "INBOX"))
                    .contains("messages=0");
        }
    }

    @Test
    void refusesAMailForNobody() {
        try (LabDirectory lab = LabDirectory.below(PARENT);
                DovecotServer dovecot = newServer(lab)) {
            dovecot.start();

            assertThatIllegalStateException()
                    .isThrownBy(() -> dovecot.deliver("nobody@contoso.example", MAIL))
                    .withMessageContaining("550 5.1.1");
        }
    }

    @Test
    void aFaultyConfigurationIsReportedWithTheWordsOfTheServer() {
        try (LabDirectory lab = LabDirectory.below(PARENT);
                DovecotServer dovecot = DovecotServer.in(lab.directory("dovecot"))
                        .setting("no_such_setting", "1")
                        .build()) {
            assertThatIllegalStateException().isThrownBy(dovecot::start).withMessageContaining("no_such_setting");
            assertThat(Files.exists(dovecot.log())).isTrue();
        }
    }

    private static DovecotServer newServer(LabDirectory lab) {
        DovecotServer dovecot = DovecotServer.in(lab.directory("dovecot")).build();
        dovecot.addMailbox(ALICE, "password");
        return dovecot;
    }
}
