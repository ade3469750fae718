package io.mailboxconnector.it.guide;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.adapter.Recorder;
import io.mailboxconnector.it.adapter.Workplace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wildfly")
@Tag("slow")
class WildFlyGuideIT {

    private static final Pattern COMMANDS = Pattern.compile("WILDFLY/|/subsystem=");
    private static final Pattern ENCRYPTED = Pattern.compile("\\$\\{ENC::mail:[^}]+}");

    @Test
    void everyCommandWorksAsItIsWritten(@TempDir Path directory) throws Exception {
        try (Workplace workplace = Workplace.open(WildFlyGuideIT.class)) {
            Map<String, String> account = new HashMap<>(workplace.lab().account());
            Terminal terminal = Terminal.open(workplace, directory);
            terminal.writeAccount(account);
            Guide guide = Guide.of(directory.resolve("docs/admin/wildfly.md"));
            StringBuilder answers = new StringBuilder();
            List<String> commands = guide.commands(COMMANDS);
            for (String command : commands) {
                String mine = command.replace("THE_SECRET", account.get("clientSecret"));
                answers.append(terminal.run(mine.startsWith("/") ? cli(mine) : mine));
            }
            workplace.server().deploy(workplace.recorder());
            assertSends(workplace, "by the guide");

            Matcher encrypted = ENCRYPTED.matcher(answers);
            assertThat(encrypted.find()).as("%s", answers).isTrue();
            account.put("clientSecret", "$" + encrypted.group());
            terminal.writeAccount(account);
            terminal.run(commands.stream()
                    .filter(command -> command.contains("--file="))
                    .findFirst()
                    .orElseThrow());
            assertSends(workplace, "with an encrypted secret");

            terminal.run(cli(guide.inSentence("deploy --force")));
            assertSends(workplace, "after the upgrade");
            assertThat(terminal.refused(cli(guide.inSentence("undeploy mailbox-connector.rar"))))
                    .contains("recorder.war");
        }
    }

    private static void assertSends(Workplace workplace, String subject) {
        assertThat(new Recorder(workplace.server()).send(CUSTOMER, subject, 1)).allMatch(line -> line.startsWith("<"));
    }

    private static String cli(String command) {
        // The time-out is how long a reload may take.
        return "WILDFLY/bin/jboss-cli.sh --connect --timeout=120000 --command='" + command + "'";
    }
}
