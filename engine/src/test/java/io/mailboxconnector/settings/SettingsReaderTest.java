package io.mailboxconnector.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.settings.SettingsReader.Declaration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    private static final Format<Duration> SHORT = Format.duration(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Test
    void givesValuesAndDefaults() {
        SettingsReader reader = new SettingsReader(Map.of("pause", " PT2S ", "blank", "  "));

        assertThat(reader.read("pause", SHORT)).contains(Duration.ofSeconds(2));
        assertThat(reader.read("blank", SHORT, "PT3S")).isEqualTo(Duration.ofSeconds(3));
        assertThat(reader.read("missing", SHORT)).isEmpty();
        assertThatCode(() -> reader.verify("a test")).doesNotThrowAnyException();
    }

    @Test
    void tellsAllFaultsInOneNumberedMessage() {
        SettingsReader reader =
                new SettingsReader(Map.of("pause", "PT2H", "tls", "startls", "flag", "yes", "number", "1.5"));
        reader.read("pause", SHORT, "PT1S");
        reader.read("tls", Format.choice(TlsMode.class));
        reader.read("flag", Format.flag());
        reader.read("number", Format.integer(1, 9));
        reader.read("needed", Format.text("any text"));
        reader.require("needed", "is missing", "Give it.");

        ConfigurationInvalid invalid =
                catchThrowableOfType(ConfigurationInvalid.class, () -> reader.verify("the account of a@b.example"));

        assertThat(invalid.code()).isEqualTo("MBX10001");
        assertThat(invalid.retryAdvice()).isEqualTo(RetryAdvice.doNotRetry());
        assertThat(invalid.getMessage().lines())
                .containsExactly(
                        "MBX10001: The configuration of the account of a@b.example cannot be used, faults: 5",
                        "  - pause = 'PT2H' is out of range. Allowed: an ISO-8601 duration from PT1S to PT1M, such as"
                                + " PT30S or PT1M30S.",
                        "  - tls = 'startls' is none of the allowed values, perhaps 'starttls' was meant."
                                + " Allowed: implicit, starttls, none.",
                        "  - flag = 'yes' is neither true nor false. Allowed: true, false.",
                        "  - number = '1.5' is not a whole number. Allowed: a whole number from 1 to 9.",
                        "  - needed is missing. Give it.");
    }

    @Test
    void masksSecretsInFaults() {
        SettingsReader reader = new SettingsReader(Map.of("password", "top\nsecret"));
        reader.read("password", SecretReference.format("the password", Optional.empty()));

        assertThat(reader.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.given()).contains("********");
            assertThat(fault.toString()).doesNotContain("top").doesNotContain("secret'");
        });
    }

    @Test
    void takesAPropertyThatNobodyReadForAFaultWithoutItsValue() {
        SettingsReader reader = new SettingsReader(Map.of("tenantld", "who knows what this is", "other", " "));
        reader.read("tenantId", Format.text("a tenant"));

        assertThat(reader.faults())
                .extracting(SettingFault::toString)
                .containsExactly("tenantld is not a property of this configuration, perhaps 'tenantId' was meant."
                        + " Remove it or correct its name.");
    }

    @Test
    void describesWhatItReads() {
        SettingsReader reader = new SettingsReader(Map.of());
        reader.read("pause", SHORT, "PT1S");
        reader.read("password", SecretReference.format("the password", Optional.empty()));

        assertThat(reader.declarations())
                .containsExactly(
                        new Declaration("pause", SHORT.allowed(), Optional.of("PT1S"), false),
                        new Declaration("password", "the password, " + SecretReference.FORMS, Optional.empty(), true));
    }

    @Test
    void refusesOnlyWhatDiffersFromTheDefault() {
        Declaration pause = new Declaration("pause", "any", Optional.of("PT1S"), false);
        SettingsReader atDefault = new SettingsReader(Map.of("pause", "PT1S"));
        SettingsReader changed = new SettingsReader(Map.of("pause", "PT2S"));

        atDefault.refuse(pause, "would have no effect", "Remove it.");
        changed.refuse(pause, "would have no effect", "Remove it.");

        assertThat(atDefault.faults()).isEmpty();
        assertThat(changed.faults())
                .extracting(SettingFault::toString)
                .containsExactly("pause = 'PT2S' would have no effect. Remove it.");
    }

    @Test
    void noticesExpressionsThatTheServerLeftUnresolved() {
        SettingsReader reader = new SettingsReader(Map.of("password", "${env.MAIL_PASSWORD}"));
        reader.read("password", SecretReference.format("the password", Optional.empty()));

        assertThat(reader.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .startsWith("password = '********' is an expression that the server did not resolve")
                        .contains("annotation-property-replacement"));
    }

    @Test
    void printsGivenTextsShortAndInOneLine() {
        SettingsReader reader = new SettingsReader(Map.of("number", "a\r\nb" + "x".repeat(200)));
        reader.read("number", Format.integer(1, 9));

        assertThat(reader.faults().get(0).given().orElseThrow())
                .startsWith("a b")
                .hasSize(81)
                .endsWith("…");
    }
}
