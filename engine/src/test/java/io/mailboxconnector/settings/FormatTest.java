package io.mailboxconnector.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatTest {

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of(Format.size("1B", "1GiB"), "8MiB", 8L << 20),
                Arguments.of(Format.size("1B", "1GiB"), "512KiB", 512L << 10),
                Arguments.of(Format.duration(Duration.ZERO, Duration.ofDays(1)), "PT1M30S", Duration.ofSeconds(90)),
                Arguments.of(Format.choice(TlsMode.class), "STARTTLS", TlsMode.STARTTLS),
                Arguments.of(
                        Format.choice(Authentication.Mode.class), "clientsecret", Authentication.Mode.CLIENT_SECRET),
                Arguments.of(Format.flag(), "True", true),
                Arguments.of(Format.integer(-5, 5), "-5", -5));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void takes(Format<Object> format, String text, Object value) {
        assertThat(read(text, format)).contains(value);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Format.size("1KiB", "1GiB"), "8MB", "is not a size"),
                Arguments.of(Format.size("1KiB", "1GiB"), "8388608", "is not a size"),
                Arguments.of(Format.size("1KiB", "1GiB"), "2GiB", "is out of range"),
                Arguments.of(Format.size("1KiB", "1GiB"), "999999999999999GiB", "cannot be understood"),
                Arguments.of(Format.duration(Duration.ZERO, Duration.ofDays(1)), "10", "is not an ISO-8601 duration"),
                Arguments.of(Format.duration(Duration.ZERO, Duration.ofDays(1)), "PT-1S", "is out of range"),
                Arguments.of(Format.decimal("1", "10"), "0.5", "is out of range"),
                Arguments.of(Format.decimal("1", "10"), "1,5", "is not a number"),
                Arguments.of(Format.integer(1, 65535), "123456789012345678901", "is not a whole number"),
                Arguments.of(Format.integer(1, 65535), "4294967296", "is out of range"),
                Arguments.of(Format.text("any"), "a\u0000b", "contains control characters"),
                Arguments.of(Format.httpsAddress("any"), "http://contoso.example/", "does not begin with https://"),
                Arguments.of(Format.httpsAddress("any"), "https:///path", "names no host"),
                Arguments.of(Format.httpsAddress("any"), "https://contoso.example/ path", "cannot be understood"),
                Arguments.of(Format.httpsAddress("any"), "https://c.example/?a=b", "must not have a query or fragment"),
                Arguments.of(Format.file("any"), "/does/not/exist.pem", "does not exist on this server"),
                Arguments.of(Format.file("any"), "a\u0000b", "cannot be understood"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Format<Object> format, String text, String problem) {
        SettingsReader reader = new SettingsReader(Map.of("property", text));

        assertThat(reader.read("property", format)).isEmpty();
        assertThat(reader.faults()).extracting(SettingFault::problem).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"starttls,implicit", "Starttls,none"})
    void suggestsOnlyWhatIsNear(String near, String far) {
        assertThat(NearestMatch.of(near + "x", java.util.List.of(near, far))).contains(near);
        assertThat(NearestMatch.of("zzzzzz", java.util.List.of(near, far))).isEmpty();
    }

    @Test
    void takesSecretsAsTheyAre() {
        assertThat(read(" blanks count ", SecretReference.format("any", Optional.empty())))
                .contains(SecretReference.literal(" blanks count "));
    }

    @Test
    void takesReadableFilesOnly(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("ca.pem"));

        assertThat(read(file.toString(), Format.file("any"))).contains(file);
        assertThat(read(folder.toString(), Format.file("any"))).isEmpty();
    }

    private static <T> Optional<T> read(String text, Format<T> format) {
        return new SettingsReader(Map.of("property", text)).read("property", format);
    }
}
