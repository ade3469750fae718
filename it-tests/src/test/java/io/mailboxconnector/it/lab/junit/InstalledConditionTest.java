package io.mailboxconnector.it.lab.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstalledConditionTest {

    @Test
    void skipsWithTheCommandThatInstallsWhatIsMissing() {
        var result = InstalledCondition.judge(List.of(Path.of("/usr/sbin/dovecot")));

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .get()
                .asString()
                .contains("/usr/sbin/dovecot")
                .contains("it-tests/install-mail-servers.sh");
        assertThat(Files.isExecutable(Path.of("install-mail-servers.sh"))).isTrue();
    }

    @Test
    void runsWhereNothingIsMissing() {
        assertThat(InstalledCondition.judge(List.of()).isDisabled()).isFalse();
    }
}
