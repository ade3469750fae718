package io.mailboxconnector.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountReaderTest {

    private static final Map<String, String> MICROSOFT = Map.of(
            "provider", "microsoft365",
            "mailbox", "support@contoso.example",
            "tenantId", "contoso.example",
            "clientId", "app",
            "clientSecret", "s3cret");
    private static final Map<String, String> PERSON = Map.of(
            "provider", "outlook",
            "mailbox", "ann@outlook.example",
            "clientId", "app",
            "tokenStore", "file:/var/lib/mail/tokens",
            "tokenStoreKey", "ff".repeat(32));
    private static final Map<String, String> GENERIC =
            Map.of("mailbox", "support@contoso.example", "imapHost", "mail.contoso.example", "password", "s3cret");

    @Test
    void fivePropertiesAreEnoughForMicrosoft365() {
        assertThat(read(MICROSOFT))
                .isEqualTo(new AccountSettings(
                        Provider.MICROSOFT365,
                        "support@contoso.example",
                        Authentication.clientSecret(
                                URI.create("https://login.microsoftonline.com/contoso.example/"),
                                "app",
                                "s3cret",
                                "https://outlook.office365.com/.default"),
                        new Endpoint("outlook.office365.com", 993, TlsMode.IMPLICIT),
                        new Endpoint("smtp.office365.com", 587, TlsMode.STARTTLS),
                        Trust.JVM_DEFAULT,
                        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60)),
                        Optional.of(new SendRate(30, "min")),
                        LoginOptions.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({"MICROSOFT365, 30/min", "OUTLOOK, 30/min", "GOOGLE,", "GENERIC,"})
    void aProviderPresetsTheRateThatItTakes(Provider provider, String rate) {
        assertThat(provider.sendRate().map(SendRate::toString)).isEqualTo(Optional.ofNullable(rate));
    }

    @ParameterizedTest
    @CsvSource({"30/min, PT1M", "5/s, PT1S", "10000/day, PT24H", "100/h, PT1H"})
    void aRateOfSendingIsMailsPerSpan(String text, Duration span) {
        assertThat(read(with(GENERIC, "maxSendRate", text)).sendRate())
                .hasValueSatisfying(rate -> assertThat(rate.span()).isEqualTo(span))
                .hasValueSatisfying(rate -> assertThat(rate).hasToString(text));
    }

    @Test
    void thePresetRateCanBeLifted() {
        assertThat(read(with(MICROSOFT, "maxSendRate", "unlimited")).sendRate()).isEmpty();
        assertThat(read(GENERIC).sendRate()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "0/min", "30/minute", "10001/day", "-1/s", "fast"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> read(with(GENERIC, "maxSendRate", text)))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("maxSendRate = '" + text + "'");
    }

    @Test
    void anAppPasswordIsEnoughForGoogle() {
        AccountSettings google = read(Map.of("provider", "Google", "mailbox", "a@b.example", "password", "app pass"));

        assertThat(google.authentication()).isEqualTo(Authentication.password("a@b.example", "app pass"));
        assertThat(google.imap()).hasToString("imap.gmail.com:993");
    }

    @Test
    void anotherServerNeedsItsNameOnce() {
        AccountSettings generic = read(GENERIC);

        assertThat(generic.provider()).isEqualTo(Provider.GENERIC);
        assertThat(generic.imap()).isEqualTo(new Endpoint("mail.contoso.example", 993, TlsMode.IMPLICIT));
        assertThat(generic.smtp()).isEqualTo(new Endpoint("mail.contoso.example", 465, TlsMode.IMPLICIT));
    }

    @ParameterizedTest
    @CsvSource({
        "smtpHost, relay.contoso.example, relay.contoso.example:587, STARTTLS",
        "smtpPort, 465,                   smtp.office365.com:465,    IMPLICIT",
        "smtpPort, 2525,                  smtp.office365.com:2525,   IMPLICIT",
        "smtpTls,  implicit,              smtp.office365.com:465,    IMPLICIT",
        "smtpTls,  starttls,              smtp.office365.com:587,    STARTTLS"
    })
    void anySinglePresetCanBeOverridden(String property, String value, String address, TlsMode tls) {
        Endpoint smtp = read(with(MICROSOFT, property, value)).smtp();

        assertThat(smtp).hasToString(address);
        assertThat(smtp.tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.us,                  https://login.microsoftonline.us/contoso.example/",
        "https://login.microsoftonline.us/contoso.example,  https://login.microsoftonline.us/contoso.example/",
        "https://localhost:8443/realms/,                    https://localhost:8443/realms/contoso.example/"
    })
    void theTenantIsAppendedToTheAuthorityOnce(String authority, URI expected) {
        assertThat(read(with(MICROSOFT, "authority", authority)).authentication())
                .isInstanceOfSatisfying(
                        Authentication.ClientCredentials.class,
                        secret -> assertThat(secret.client().server().address()).isEqualTo(expected));
    }

    @Test
    void anAuthorityOfItsOwnNeedsNoTenant() {
        Map<String, String> values = with(MICROSOFT, "authority", "https://localhost:8443/contoso");
        values.remove("tenantId");

        assertThat(read(values).authentication())
                .isInstanceOfSatisfying(
                        Authentication.ClientCredentials.class,
                        secret -> assertThat(secret.client().server().address())
                                .hasToString("https://localhost:8443/contoso/"));
    }

    @Test
    void aClientSecretWorksWithAnyAuthorizationServer() {
        Map<String, String> values = with(GENERIC, "authentication", "clientSecret");
        values.remove("password");
        values.putAll(Map.of(
                "clientId",
                "app",
                "clientSecret",
                "s3cret",
                "authority",
                "https://id.contoso.example/",
                "scope",
                "mail"));

        assertThat(read(values).authentication())
                .isEqualTo(Authentication.clientSecret(
                        URI.create("https://id.contoso.example/"), "app", "s3cret", "mail"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId", "clientSecret", "tenantId"})
    void partnersOfAClientSecretMustBeThere(String partner) {
        Map<String, String> values = with(MICROSOFT, "imapHost", "imap.contoso.example");
        values.remove(partner);

        assertThat(faults(values))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith(partner + " is missing: authentication=clientSecret (the default of"
                                + " provider=microsoft365) needs it."));
    }

    @Test
    void aGenericClientSecretNeedsAuthorityAndScope() {
        Map<String, String> values = with(GENERIC, "authentication", "clientSecret");
        values.remove("password");
        values.putAll(Map.of("clientId", "app", "clientSecret", "s3cret"));

        assertThat(faults(values)).extracting(AccountReaderTest::property).containsExactly("authority", "scope");
    }

    @Test
    void whatBelongsToAnotherAuthenticationIsRefused() {
        assertThat(faults(with(GENERIC, "clientSecret", "hidden")))
                .containsExactly(
                        "clientSecret = '********' would have no effect: authentication=password (the default"
                                + " of provider=generic) does not use it. Remove it, or set authentication=clientSecret or refreshToken.");
        assertThat(faults(with(MICROSOFT, "userName", "somebody")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("userName = 'somebody' would have no effect"));
    }

    @Test
    void whatAProviderDoesNotOfferIsRefusedWithItsRemedy() {
        assertThat(faults(Map.of("provider", "google", "mailbox", "a@b.example", "authentication", "clientSecret")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("authentication = 'clientSecret' is not possible with provider=google.")
                        .contains("app password"));
        assertThat(faults(Map.of("provider", "outlook", "mailbox", "a@b.example", "authentication", "password")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("authentication = 'password' is not possible with provider=outlook.")
                        .contains("since September 2024", "authentication=refreshToken"));
    }

    @ParameterizedTest
    @CsvSource({
        "public, login.microsoftonline.com, outlook.office365.com, smtp.office365.com, outlook.office365.com, outlook.office.com",
        "usGov, login.microsoftonline.us, outlook.office365.us, smtp.office365.us, outlook.office365.us, outlook.office365.us",
        "usDod, login.microsoftonline.us, outlook-dod.office365.us, outlook-dod.office365.us, outlook-dod.office365.us,"
                + " outlook-dod.office365.us",
        "china, login.partner.microsoftonline.cn, partner.outlook.cn, smtp.partner.outlook.cn, partner.outlook.cn,"
                + " partner.outlook.cn"
    })
    void aCloudPresetsHostsAuthorityAndScope(
            String cloud, String login, String imap, String smtp, String application, String person) {
        AccountSettings account = read(with(MICROSOFT, "cloud", cloud));

        assertThat(account.imap()).isEqualTo(new Endpoint(imap, 993, TlsMode.IMPLICIT));
        assertThat(account.smtp()).isEqualTo(new Endpoint(smtp, 587, TlsMode.STARTTLS));
        OAuthClient client = ((Authentication.ClientCredentials) account.authentication()).client();
        assertThat(client.server().address()).hasToString("https://" + login + "/contoso.example/");
        assertThat(client.scope()).isEqualTo("https://" + application + "/.default");

        Map<String, String> consented = with(MICROSOFT, "cloud", cloud);
        consented.putAll(
                Map.of("authentication", "refreshToken", "tokenStore", "jdbc/mail", "tokenStoreKey", "ff".repeat(32)));
        assertThat(((Authentication.RefreshToken) read(consented).authentication())
                        .client()
                        .scope())
                .isEqualTo("https://" + person + "/IMAP.AccessAsUser.All https://" + person + "/SMTP.Send");
    }

    @Test
    void aRefreshTokenIsNeverKeptWithoutAKey() {
        assertThat(faults(without(PERSON, "tokenStoreKey")))
                .containsExactly(
                        "tokenStoreKey is missing: authentication=refreshToken (the default of provider=outlook)"
                                + " needs it. Give it, or choose another authentication.");
        assertThat(faults(without(PERSON, "tokenStore")))
                .extracting(AccountReaderTest::property)
                .containsExactly("tokenStore");
        assertThat(faults(with(PERSON, "tokenStoreKey", "c2hvcnQ=")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("tokenStoreKey = '********' has 40 bits, not 256. Allowed: ")
                        .contains("openssl rand -base64 32"));
        assertThat(faults(with(PERSON, "tokenStoreKeyPrevious", "no key at all")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("tokenStoreKeyPrevious = '********' is neither base64 nor hexadecimal."));
    }

    @Test
    void aRefreshTokenIsKeptInADirectoryOrInATable() {
        assertThat(store(PERSON).place()).isEqualTo(new TokenStore.Directory(Path.of("/var/lib/mail/tokens")));
        assertThat(store(with(PERSON, "tokenStore", "java:jboss/datasources/Mail"))
                        .place())
                .isEqualTo(new TokenStore.Table("java:jboss/datasources/Mail"));
        assertThat(faults(with(PERSON, "tokenStore", "file:tokens")))
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault).startsWith("tokenStore = 'file:tokens' is not an absolute path."));
        assertThat(faults(with(MICROSOFT, "tokenStore", "jdbc/mail")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("tokenStore = 'jdbc/mail' would have no effect")
                        .endsWith("Remove it, or set authentication=refreshToken."));
    }

    private static TokenStore store(Map<String, String> values) {
        return ((Authentication.RefreshToken) read(values).authentication()).store();
    }

    @Test
    void anUnknownProviderIsTheOnlyFault() {
        assertThat(faults(with(MICROSOFT, "provider", "mircosoft365")))
                .containsExactly("provider = 'mircosoft365' is none of the allowed values, perhaps 'microsoft365' was"
                        + " meant. Allowed: microsoft365, google, outlook, generic.");
    }

    @Test
    void nothingAtAllIsReportedCompletely() {
        assertThat(faults(Map.of()))
                .extracting(AccountReaderTest::property)
                .containsExactly("mailbox", "password", "imapHost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"support", "@contoso.example", "support@", "two@signs@contoso.example", "a b@c.example"})
    void aMailboxIsAnAddress(String mailbox) {
        assertThat(faults(with(GENERIC, "mailbox", mailbox)))
                .extracting(AccountReaderTest::property)
                .containsExactly("mailbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps://mail.contoso.example", "mail.contoso.example:993", "mail contoso", "a/b"})
    void aHostIsNotAnAddressWithMore(String host) {
        assertThat(faults(with(GENERIC, "imapHost", host)))
                .extracting(AccountReaderTest::property)
                .containsExactly("imapHost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "[::1]"})
    void plainTextIsForLoopback(String host) {
        Map<String, String> values = with(GENERIC, "imapHost", host);
        values.put("imapTls", "none");

        assertThat(read(values).imap()).isEqualTo(new Endpoint(host, 143, TlsMode.NONE));
    }

    @Test
    void plainTextToOthersMustBeAllowedExplicitly() {
        Map<String, String> values = with(GENERIC, "smtpTls", "none");

        assertThat(faults(values))
                .containsExactly("smtpTls = 'none' would send credentials and mail unprotected to"
                        + " mail.contoso.example:587. Use implicit or starttls; only in a network that you trust set"
                        + " allowPlaintext=true.");
        assertThat(read(with(values, "allowPlaintext", "true")).smtp().tls()).isEqualTo(TlsMode.NONE);
    }

    @Test
    void aTrustStoreMayComeWithoutAPasswordButNotTheOtherWayRound() {
        String file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                .toString();

        assertThat(read(with(GENERIC, "trustStore", file)).trust().trustStore()).contains(Path.of(file));
        assertThat(faults(with(GENERIC, "trustStorePassword", "changeit")))
                .containsExactly("trustStore is missing, but trustStorePassword is given. Give both or none.");
    }

    @Test
    void commonTenantsAreNone() {
        assertThat(faults(with(MICROSOFT, "tenantId", "common")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("tenantId = 'common' does not name a tenant"));
    }

    @Test
    void settingsNeverPrintSecrets() {
        assertThat(read(MICROSOFT).toString()).doesNotContain("s3cret");
        assertThat(read(GENERIC).toString()).doesNotContain("s3cret");
    }

    @Test
    void aFaultyAccountGivesNoSettings() {
        assertThatThrownBy(() -> read(with(GENERIC, "imapPort", "0")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith(
                        "MBX10001: The configuration of the account of support@contoso.example cannot be used")
                .hasMessageNotContaining("s3cret");
    }

    private static AccountSettings read(Map<String, String> values) {
        return AccountSettings.from(new SettingsReader(values));
    }

    private static List<String> faults(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(values);
        assertThat(new AccountReader(reader)).isNotNull();
        return reader.faults().stream().map(SettingFault::toString).toList();
    }

    private static String property(String fault) {
        return fault.substring(0, fault.indexOf(' '));
    }

    private static Map<String, String> with(Map<String, String> values, String property, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(property, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> values, String property) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(property);
        return changed;
    }
}
