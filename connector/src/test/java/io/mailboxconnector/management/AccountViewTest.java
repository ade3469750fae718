package io.mailboxconnector.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.adapter.MailboxManagedConnectionFactory;
import io.mailboxconnector.adapter.MailboxResourceAdapter;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of the login of an account. */
class AccountViewTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final String USER = "a test";
    private static final String FACTORY = "the factory of viewed@contoso.example";
    private static final String SECRET = "s3cr3t-of-the-client";

    @TempDir
    private Path directory;

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server());
        server.registerClient("contoso.example", "client-1", SECRET);
    }

    @AfterEach
    void stop() {
        engine.close();
        server.close();
    }

    @Test
    void showsTheTokenOnceThereIsOne() throws Exception {
        AccountSettings account = account("");
        try (Registration shown = AccountView.register(USER, account, engine)) {
            assertThat(attribute("Mailbox")).isEqualTo("desk@contoso.example");
            assertThat(attribute("TokenExpiresAt")).isEqualTo("");

            Instant end = engine.obtainToken(account);

            assertThat(attribute("TokenExpiresAt")).isEqualTo(end.toString());
            assertThat(attribute("LastError")).isEqualTo("");
            assertThat(attribute("CredentialState")).isEqualTo("UNKNOWN");
            assertThat(shown).isNotSameAs(Registration.NONE);
        }
        assertThat(names(USER)).isEmpty();
    }

    @Test
    void showsWhyThereIsNoTokenAndNoSecret() throws Exception {
        server.answerAlways(TokenReply.entraError(401, "invalid_client", 7000222, "The secret has expired."));
        AccountSettings account = account("");
        try (Registration shown = AccountView.register(USER, account, engine)) {
            assertThatThrownBy(() -> engine.obtainToken(account)).isInstanceOf(MailboxException.class);

            assertThat(attribute("LastError")).asString().startsWith("MBX11001").contains("AADSTS7000222");
            assertThat(attribute("FailuresInARow")).isEqualTo(1);
            assertThat(Instant.parse(attribute("NextAttempt").toString()))
                    .isAfter(Clock.systemUTC().instant());
            assertThat(everything(USER)).doesNotContain(SECRET, "eyJ");
            assertThat(shown).isNotSameAs(Registration.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, FAR", "20, SOON", "3, URGENT", "-2, OVER"})
    void showsHowCloseTheEndOfTheSecretIs(int days, String state) throws Exception {
        LocalDate last =
                LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).plusDays(days);
        try (Registration shown = AccountView.register(USER, account(last.toString()), engine)) {
            assertThat(attribute("Credential")).isEqualTo("the client secret");
            assertThat(Duration.between(
                            last.atStartOfDay(ZoneOffset.UTC).toInstant(),
                            Instant.parse(attribute("CredentialExpiresAt").toString())))
                    .isEqualTo(Duration.ofDays(1));
            assertThat(attribute("CredentialState")).isEqualTo(state);
            assertThat(shown).isNotSameAs(Registration.NONE);
        }
    }

    @Test
    void saysSoWhenTheAccountIsNotKnown() throws Exception {
        try (Registration shown = AccountView.register(
                USER,
                () -> {
                    throw new ConfigurationInvalid("MBX21099: names nothing", null);
                },
                engine)) {
            assertThat(attribute("Mailbox")).isEqualTo("");
            assertThat(attribute("LastError")).asString().contains("names nothing");
            assertThat(shown).isNotSameAs(Registration.NONE);
        }
    }

    @Test
    void aFactoryIsShownUntilTheAdapterStops() throws Exception {
        MailboxResourceAdapter adapter = new MailboxResourceAdapter();
        MailboxManagedConnectionFactory factory = new MailboxManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        factory.setMailbox("viewed@contoso.example");
        factory.setImapHost("mail.contoso.example");
        factory.setPassword("sesame");

        factory.createConnectionFactory();
        factory.createConnectionFactory();
        assertThat(names(FACTORY)).hasSize(1);
        assertThat(everything(FACTORY)).contains("viewed@contoso.example").doesNotContain("sesame");

        adapter.stop();
        assertThat(names(FACTORY)).isEmpty();
    }

    private AccountSettings account(String secretExpires) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "provider",
                "microsoft365",
                "mailbox",
                "desk@contoso.example",
                "authority",
                server.authority("contoso.example").toString(),
                "clientId",
                "client-1",
                "clientSecret",
                SECRET,
                "trustedCertificates",
                CERTIFICATES.writeAuthorityPem(directory).toString()));
        properties.put("clientSecretExpires", secretExpires);
        return AccountSettings.from(new SettingsReader(properties));
    }

    private Object attribute(String name) throws Exception {
        return beans.getAttribute(names(USER).iterator().next(), name);
    }

    private String everything(String user) throws Exception {
        ObjectName name = names(user).iterator().next();
        List<Object> values = new ArrayList<>(List.of(name));
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
            values.add(beans.getAttribute(name, attribute.getName()));
        }
        return values.toString();
    }

    private Set<ObjectName> names(String user) throws Exception {
        return beans.queryNames(
                new ObjectName("io.mailboxconnector:type=Account,usedBy=" + ObjectName.quote(user) + ",*"), null);
    }
}
