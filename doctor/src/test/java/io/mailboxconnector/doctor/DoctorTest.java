package io.mailboxconnector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.AuthenticatedButNotConnected;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.Without;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line from arguments to report and exit code, against servers on loopback. */
class DoctorTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine doctor =
            Doctor.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    private final List<MailWorld> worlds = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endServers() {
        worlds.forEach(MailWorld::close);
    }

    @AfterEach
    void neverPrintsSecrets() {
        assertThat(out + "" + err).doesNotContain(MailWorld.SECRET, MailWorld.PASSWORD, "eyJ");
    }

    @Test
    void findsNothingWrongWithAnAccountThatWorks() throws Exception {
        MailWorld world = world();
        world.imap.deliver("Subject: Hello\r\n\r\nWorld\r\n");

        assertThat(check(world, world.account())).isZero();

        assertThat(results())
                .containsExactly(
                        "Configuration OK",
                        "IMAP: DNS OK",
                        "SMTP: DNS OK",
                        "IMAP: TCP OK",
                        "SMTP: TCP OK",
                        "Token OK",
                        "IMAP: login OK",
                        "IMAP: INBOX OK",
                        "SMTP: login OK");
        assertThat(line("Configuration")).contains(MailWorld.DESK, "(TLS)", "(STARTTLS)");
        assertThat(line("Token")).contains(MailWorld.CLIENT).containsPattern("valid until \\d{4}-.*Z");
        assertThat(line("IMAP: login")).contains(MailWorld.DESK, "offers IDLE, MOVE, UIDPLUS");
        assertThat(line("IMAP: INBOX")).contains("mails: 1; keeps \\Seen", "keeps keywords");
        assertThat(out.toString()).endsWith("All 9 steps are OK." + System.lineSeparator());
    }

    @Test
    void touchesNoMailAndAsksForOneToken() throws Exception {
        MailWorld world = world();

        check(world, world.account());

        assertThat(world.imap.commands()).noneMatch(command -> command.matches(".*(FETCH|STORE|EXPUNGE|CLOSE).*"));
        assertThat(world.smtp.commands()).noneMatch(command -> command.matches("(?i)(MAIL|RCPT|DATA).*"));
        assertThat(world.authorization.requests()).isEqualTo(1);
    }

    @Test
    void logsInByPassword() throws Exception {
        MailWorld world = world();

        assertThat(check(world, world.passwordAccount())).isZero();

        assertThat(line("Token")).contains("not needed");
        assertThat(world.authorization.requests()).isZero();
    }

    @Test
    void tellsAllFaultsOfAConfigurationAtOnce() throws Exception {
        MailWorld world = world();
        Map<String, String> account = world.passwordAccount();
        account.remove("mailbox");
        account.put("imapPort", "70000");
        account.put("smtpTls", "startls");
        account.put("pasword", MailWorld.PASSWORD);

        assertThat(check(world, account)).isEqualTo(1);

        assertThat(out.toString())
                .contains("MBX10001", "faults: 4")
                .containsPattern("(?m)^ {24} {2}- mailbox is missing")
                .contains("imapPort = '70000' is out of range", "perhaps 'starttls' was meant", "- pasword is not");
        assertThat(results().get(0)).isEqualTo("Configuration FAILED");
        assertThat(results().subList(1, 9)).allMatch(result -> result.endsWith(" skipped"));
        assertThat(out.toString()).contains("9 steps, 1 FAILED, 8 skipped.");
        assertThat(world.imap.acceptedConnections()).isZero();
    }

    @Test
    void saysWhatToDoAboutAWrongClientSecret() throws Exception {
        MailWorld world = world();
        world.authorization.registerClient("contoso.example", MailWorld.CLIENT, "another");

        assertThat(check(world, world.account())).isEqualTo(1);

        assertThat(line("Token"))
                .contains(
                        "FAILED",
                        "MBX11001",
                        "AADSTS7000215",
                        "must hold the value of a client secret, not its secret id");
        assertThat(line("IMAP: login")).endsWith("skipped  needs Token");
        assertThat(line("SMTP: login")).endsWith("skipped  needs Token");
        assertThat(results()).contains("IMAP: TCP OK", "SMTP: TCP OK");
        assertThat(world.smtp.logins()).isZero();
    }

    @Test
    void saysWhatToDoAboutAnUntrustedCertificate() throws Exception {
        MailWorld world = world();
        Map<String, String> account = world.passwordAccount();
        account.remove("trustedCertificates");

        assertThat(check(world, account)).isEqualTo(1);

        assertThat(line("IMAP: login")).contains("FAILED", "MBX12008", "property trustedCertificates");
        assertThat(line("SMTP: login")).contains("FAILED", "MBX12008");
        assertThat(line("IMAP: INBOX")).endsWith("skipped  needs IMAP: login");
    }

    @Test
    void testsSendingAlthoughReadingIsRefused() throws Exception {
        MailWorld world = world(new AuthenticatedButNotConnected());

        assertThat(check(world, world.account())).isEqualTo(1);

        assertThat(line("IMAP: login")).contains("FAILED", "MBX13003", "Add-MailboxPermission");
        assertThat(results()).endsWith("IMAP: INBOX skipped", "SMTP: login OK");
        assertThat(world.smtp.logins()).isEqualTo(1);
    }

    @Test
    void testsReadingAlthoughTheServerForSendingIsDown() throws Exception {
        MailWorld world = world();
        Map<String, String> account = world.account();
        world.smtp.stop();

        assertThat(check(world, account)).isEqualTo(1);

        assertThat(line("SMTP: TCP")).contains("FAILED", "MBX12002");
        assertThat(line("SMTP: login")).endsWith("skipped  needs SMTP: TCP");
        assertThat(results()).contains("IMAP: login OK", "IMAP: INBOX OK");
    }

    @Test
    void readsByPop3WhereTheAccountNamesAServerForThatAlone() throws Exception {
        MailWorld world = world();
        world.pop3.deliver("Subject: Hello\r\n\r\nWorld\r\n");

        assertThat(check(world, world.maildropOnlyAccount())).isZero();

        assertThat(results())
                .containsExactly(
                        "Configuration OK",
                        "POP3: DNS OK",
                        "SMTP: DNS OK",
                        "POP3: TCP OK",
                        "SMTP: TCP OK",
                        "Token OK",
                        "POP3: login OK",
                        "POP3: maildrop OK",
                        "SMTP: login OK");
        assertThat(line("Configuration")).contains("POP3 127.0.0.1:" + world.pop3.port() + " (TLS)");
        assertThat(line("POP3: login")).contains(MailWorld.DESK);
        assertThat(line("POP3: maildrop")).contains("mails: 1; each has a lasting name (UIDL)");
        assertThat(world.pop3.commands()).noneMatch(command -> command.matches("(RETR|TOP|DELE).*"));
        assertThat(world.imap.acceptedConnections()).isZero();
        assertThat(world.authorization.requests()).isEqualTo(1);
    }

    @Test
    void readsByBothProtocolsWhereTheAccountNamesServersForBoth() throws Exception {
        MailWorld world = world();

        assertThat(check(world, world.maildropAccount())).isZero();

        assertThat(results()).hasSize(13).contains("IMAP: INBOX OK", "POP3: maildrop OK");
        assertThat(line("Configuration")).contains("IMAP ", "POP3 ", "SMTP ");
    }

    @Test
    void readsByTheProtocolThatIsAskedFor() throws Exception {
        MailWorld world = world();

        assertThat(check(world, world.maildropAccount(), "--protocol=pop3")).isZero();
        assertThat(results()).hasSize(9).contains("POP3: maildrop OK").doesNotContain("IMAP: INBOX OK");
        assertThat(world.imap.acceptedConnections()).isZero();

        out.getBuffer().setLength(0);
        assertThat(check(world, world.maildropAccount(), "--protocol=imap")).isZero();
        assertThat(results()).hasSize(9).contains("IMAP: INBOX OK").doesNotContain("POP3: maildrop OK");
    }

    @Test
    void saysThatAnotherSessionHasTheMaildrop() throws Exception {
        MailWorld world = world();
        world.pop3.lockMaildrop();

        assertThat(check(world, world.maildropOnlyAccount())).isEqualTo(1);

        assertThat(line("POP3: login")).contains("OK", "another session has the maildrop");
        assertThat(line("POP3: maildrop")).endsWith("skipped  needs the end of the session that has the maildrop");
        assertThat(out.toString()).contains("9 steps, 0 FAILED, 1 skipped.");
    }

    @Test
    void saysWhatToDoAboutATokenThatThePop3ServerRefuses() throws Exception {
        MailWorld world = world();
        world.pop3.acceptLogins((user, proof) -> false);

        assertThat(check(world, world.maildropOnlyAccount())).isEqualTo(1);

        assertThat(line("POP3: login")).contains("FAILED", "MBX18001", "POP.AccessAsApp");
        assertThat(line("POP3: maildrop")).endsWith("skipped  needs POP3: login");
        assertThat(results()).endsWith("SMTP: login OK");
    }

    @Test
    void saysThatAHostNameCannotBeResolved() throws Exception {
        MailWorld world = world();
        Map<String, String> account = world.account();
        // An empty label is refused by the resolver itself: no name server is asked.
        account.put("imapHost", "mail..example");
        account.put("smtpHost", "127.0.0.1");

        assertThat(check(world, account)).isEqualTo(1);

        assertThat(line("IMAP: DNS")).contains("FAILED", "MBX12001", "mail..example");
        assertThat(results()).contains("IMAP: TCP skipped", "IMAP: login skipped", "SMTP: login OK");
    }

    @Test
    void saysWhatFollowsFromMissingAbilities() throws Exception {
        MailWorld world = world(
                new Without("IDLE", "UIDPLUS"),
                new Answers(
                        "SELECT",
                        "* 2 EXISTS",
                        "* OK [UIDVALIDITY 7] valid",
                        "* OK [PERMANENTFLAGS ()] none",
                        "OK [READ-ONLY] done"));

        assertThat(check(world, world.account())).isZero();

        assertThat(line("IMAP: login")).contains("offers MOVE; no IDLE: ", "; no UIDPLUS: ");
        assertThat(line("IMAP: INBOX")).contains("mails: 2; does NOT keep \\Seen", "does NOT keep keywords");
    }

    @Test
    void refusesWrongUsage() throws Exception {
        assertThat(doctor.execute()).isEqualTo(2);
        assertThat(doctor.execute("check")).isEqualTo(2);
        assertThat(doctor.execute("check", "--nonsense", "x")).isEqualTo(2);
        assertThat(doctor.execute("check", folder.resolve("missing").toString()))
                .isEqualTo(2);
        assertThat(doctor.execute("check", write("password = caf\u00e9\\u00"))).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "There is no readable file",
                        "is not a file of properties in UTF-8",
                        "Usage: mailbox-doctor check")
                .doesNotContain("caf", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void readsTheFileInUtf8() throws Exception {
        assertThat(AccountFile.read(Path.of(write("userName = caf\u00e9"))))
                .containsExactly(Map.entry("userName", "caf\u00e9"));
    }

    @Test
    void explainsADefectBeforeItsStackTrace() throws Exception {
        int exitCode = doctor.getExecutionExceptionHandler()
                .handleExecutionException(new IllegalStateException("broken"), doctor, doctor.parseArgs("--help"));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("mailbox-doctor failed in an unexpected way")
                .contains("\tat ");
    }

    private MailWorld world(ImapBehaviour... behaviours) {
        MailWorld world = new MailWorld(folder, behaviours);
        worlds.add(world);
        return world;
    }

    private int check(MailWorld world, Map<String, String> account, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("check", world.write(account).toString()));
        arguments.addAll(List.of(options));
        int exitCode = doctor.execute(arguments.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        return exitCode;
    }

    private String write(String line) throws IOException {
        return Files.writeString(folder.resolve("some.properties"), line, StandardCharsets.UTF_8)
                .toString();
    }

    /** Name and result of each step. */
    private List<String> results() {
        return out.toString()
                .lines()
                .filter(line -> line.matches("\\w.*(OK|FAILED|skipped)  .*"))
                .map(line -> line.replaceFirst(" +(OK|FAILED|skipped) .*", " $1"))
                .toList();
    }

    private String line(String step) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(step))
                .findFirst()
                .orElseThrow();
    }
}
