package io.mailboxconnector.it.guide;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.adapter.Recorder;
import io.mailboxconnector.it.adapter.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("payara")
@Tag("essential")
@Tag("slow")
class PayaraGuideIT {

    private static final Pattern COMMANDS = Pattern.compile("PAYARA/|asadmin |docs/");
    /** The account without the script: it would be there twice. */
    private static final Predicate<String> BY_HAND = Pattern.compile(
                    "asadmin (--passwordfile FILE create-|create-connector|set '?resources)")
            .asPredicate();

    @TempDir
    private Path directory;

    private Workplace workplace;
    private Terminal terminal;
    private Guide guide;

    @BeforeEach
    void openTheGuide() throws Exception {
        workplace = Workplace.open(PayaraGuideIT.class);
        terminal = Terminal.open(workplace, directory);
        terminal.writeAccount(workplace.lab().account());
        Files.writeString(
                directory.resolve("FILE"),
                "AS_ADMIN_ALIASPASSWORD=" + workplace.lab().account().get("clientSecret") + "\n");
        guide = Guide.of(directory.resolve("docs/admin/payara.md"));
    }

    @AfterEach
    void close() {
        workplace.close();
    }

    @Test
    void everyCommandWorksAsItIsWritten() throws Exception {
        for (String command : guide.commands(COMMANDS)) {
            if (BY_HAND.test(command)) {
                continue;
            }
            terminal.run(command);
            if (command.startsWith("docs/")) {
                workplace.server().deploy(workplace.recorder());
                assertSends("by the guide");
            }
        }
        terminal.run(guide.inSentence("asadmin set configs.config.server-config.monitoring-service"));
        assertThat(terminal.run(guide.inSentence("asadmin get configs.config.server-config.connector-service")))
                .contains("derived");
        terminal.run(guide.inSentence("asadmin deploy --force=true"));
        workplace.server().deploy(workplace.recorder());
        assertSends("after the upgrade");
        terminal.refused(guide.inSentence("asadmin undeploy"));
    }

    @Test
    void theAccountByHandIsTheSameAsByTheScript() throws Exception {
        terminal.run(guide.inSentence("asadmin create-threadpool"));
        terminal.run(guide.inSentence("asadmin create-resource-adapter-config"));
        workplace.server().stop();
        workplace.server().start();
        List<String> commands = guide.commands(COMMANDS);
        terminal.run(commands.get(0));
        List<String> byHand = commands.stream().filter(BY_HAND).toList();
        assertThat(byHand).hasSizeGreaterThanOrEqualTo(6);
        for (String command : byHand) {
            terminal.run(command);
        }

        assertThat(terminal.run(guide.inSentence("asadmin list-connector-resources")))
                .contains("eis/Mailbox");
        String pool = terminal.run("asadmin get 'resources.connector-connection-pool.Mailbox.*'");
        terminal.run("asadmin delete-connector-resource eis/Mailbox");
        terminal.run("asadmin delete-connector-connection-pool Mailbox");
        terminal.run(commands.stream()
                .filter(command -> command.startsWith("docs/"))
                .findFirst()
                .orElseThrow());
        assertThat(settingsOf(pool))
                .isEqualTo(settingsOf(terminal.run("asadmin get 'resources.connector-connection-pool.Mailbox.*'")));
    }

    /** Without the properties of the account, which differ in what stands behind the equals sign. */
    private static List<String> settingsOf(String pool) {
        return pool.lines().filter(line -> !line.contains(".property.")).toList();
    }

    private void assertSends(String subject) {
        assertThat(new Recorder(workplace.server()).send(CUSTOMER, subject, 1)).allMatch(line -> line.startsWith("<"));
    }
}
