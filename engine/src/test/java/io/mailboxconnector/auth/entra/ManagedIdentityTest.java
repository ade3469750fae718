package io.mailboxconnector.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.SmallServer;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identity of a machine in Azure. Where it is asked for says the environment, so the connector is a process of its own. */
class ManagedIdentityTest {

    private static final String PATH = "/metadata/identity/oauth2/token";

    @TempDir
    private Path directory;

    @Test
    void asksTheMetadataServiceForTheIdentityOfTheMachine() throws Exception {
        try (SmallServer metadata = service()) {
            assertThat(obtain(metadata, "")).startsWith("valid until 2");

            assertThat(metadata.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.line())
                        .startsWith("GET " + PATH + "?")
                        .contains("api-version=2018-02-01", "resource=https%3A%2F%2Foutlook.office365.com")
                        .doesNotContain("client_id", ".default");
                assertThat(asked.headers().apply("Metadata")).isEqualTo("true");
            });
        }
    }

    @Test
    void namesTheIdentityWhereThereAreSeveral() throws Exception {
        try (SmallServer metadata = service()) {
            assertThat(obtain(metadata, "11112222-3333-4444-5555-666677778888")).startsWith("valid until 2");

            assertThat(metadata.asked())
                    .singleElement()
                    .satisfies(asked ->
                            assertThat(asked.line()).contains("client_id=11112222-3333-4444-5555-666677778888"));
        }
    }

    @Test
    void tellsAMachineWithoutAnIdentity() throws Exception {
        try (SmallServer metadata = SmallServer.plain()
                .answering(
                        PATH,
                        "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found on this machine\"}")) {
            assertThat(obtain(metadata, "")).startsWith("MBX11").contains("Identity not found on this machine");
        }
    }

    private static SmallServer service() {
        return SmallServer.plain()
                .answering(
                        PATH,
                        "{\"access_token\":\"granted\",\"client_id\":\"x\",\"expires_in\":\"86399\",\"expires_on\":\""
                                + (Clock.systemUTC().instant().getEpochSecond() + 86_399)
                                + "\",\"resource\":\"https://outlook.office365.com\",\"token_type\":\"Bearer\"}");
    }

    private String obtain(SmallServer metadata, String clientId) throws Exception {
        Path out = directory.resolve("out");
        ProcessBuilder process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                        Machine.class.getName(),
                        clientId))
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile());
        process.environment().put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:" + metadata.port());
        Process machine = process.start();
        try {
            assertThat(machine.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            machine.destroyForcibly();
        }
        return Files.readString(out);
    }

    /** What runs in Azure. */
    static final class Machine {

        private Machine() {}

        public static void main(String... arguments) {
            Map<String, String> account = new HashMap<>(Map.of(
                    "provider", "microsoft365",
                    "mailbox", "desk@contoso.example",
                    "authentication", "managedIdentity",
                    "clientId", arguments[0]));
            try (MailEngine engine = new MailEngine(Clock.systemUTC())) {
                System.out.println(
                        "valid until " + engine.obtainToken(AccountSettings.from(new SettingsReader(account))));
            } catch (MailboxException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
