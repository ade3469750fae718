package io.mailboxconnector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool as it is shipped: {@code java -jar}, in a process of its own, with nothing but the jar and its folder lib. */
class PackagedDoctorIT {

    private static final int LONGEST_RUN_SECONDS = 120;

    @TempDir
    Path folder;

    private record Run(int exitCode, String out, String err) {}

    @Test
    void tellsItsUsageAndItsVersion() throws Exception {
        Run help = run("--help");
        assertThat(help.exitCode).isZero();
        assertThat(help.out).contains("Usage: mailbox-doctor", "check", "a step failed");
        assertThat(help.err).isEmpty();

        assertThat(run("check", "--help").out).contains("<account.properties>");
        assertThat(run("--version").out).matches("mailbox-doctor \\d+\\.\\d+.*\\R");
        assertThat(run().exitCode).isEqualTo(2);
    }

    @Test
    void checksAnAccountByOAuth() throws Exception {
        try (MailWorld world = new MailWorld(folder)) {
            Run run = run("check", world.write(world.account()).toString());

            assertThat(run.err).isEmpty();
            assertThat(run.out).endsWith("All 9 steps are OK." + System.lineSeparator());
            assertThat(run.exitCode).isZero();
        }
    }

    @Test
    void letsAPersonConsentAndThenTheAccountWorks() throws Exception {
        try (MailWorld world = new MailWorld(folder)) {
            world.authorization.signIn(MailWorld.DESK);
            world.authorization.enterDeviceCodesAfter(0);
            Path tokens = folder.resolve("tokens");
            String account = world.write(world.personAccount("file:" + tokens.toAbsolutePath()))
                    .toString();

            Run consent = run("authorize", "--device", account);
            Run check = run("check", account);

            assertThat(consent.err).isEmpty();
            assertThat(consent.out).contains("The consent is kept.", "A first token was issued");
            assertThat(consent.out + check.out).doesNotContain("eyJ", MailWorld.TOKEN_STORE_KEY);
            try (Stream<Path> kept = Files.list(tokens)) {
                assertThat(kept.filter(file -> file.toString().endsWith(".jwe")))
                        .hasSize(1);
            }
            assertThat(check.out).endsWith("All 9 steps are OK." + System.lineSeparator());
        }
    }

    @Test
    void printsTablesAndExplainsErrors() throws Exception {
        assertThat(run("ddl", "postgresql").out).contains("CREATE TABLE mbx_refresh_token (");
        assertThat(run("errors", "535", "5.7.3", "Authentication", "unsuccessful").out)
                .contains("SMTP.SendAsApp");
    }

    @Test
    void failsWithoutAStackTrace() throws Exception {
        try (MailWorld world = new MailWorld(folder)) {
            world.authorization.refuseMailbox(MailWorld.DESK);

            Run run = run("check", world.write(world.account()).toString());

            assertThat(run.exitCode).isEqualTo(1);
            assertThat(run.out).contains("MBX13001", "9 steps, 2 FAILED, 1 skipped.");
            assertThat(run.out + run.err).doesNotContain("\tat ", "Exception", MailWorld.SECRET, "eyJ");
        }
    }

    @Test
    void keepsStandardErrorEmptyWhenNoTokenIsIssued() throws Exception {
        try (MailWorld world = new MailWorld(folder)) {
            world.authorization.registerClient("contoso.example", MailWorld.CLIENT, "another");

            Run run = run("check", world.write(world.account()).toString());

            assertThat(run.exitCode).isEqualTo(1);
            assertThat(run.out).contains("MBX11001", "AADSTS7000215");
            assertThat(run.err).isEmpty();
        }
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("doctor.jar")));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
