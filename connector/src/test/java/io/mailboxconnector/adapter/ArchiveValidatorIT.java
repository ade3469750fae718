package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jboss.jca.validator.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives as they are shipped: complete, without what belongs to the server, and good for WildFly's own checks. */
class ArchiveValidatorIT {

    private static final Path STANDALONE = Path.of(System.getProperty("archive.standalone"));
    private static final Path EMBEDDED = Path.of(System.getProperty("archive.embedded"));

    @TempDir
    Path reports;

    @Test
    void theValidatorOfWildFlyFindsNothing() throws IOException {
        int result = Validation.validate(STANDALONE.toUri().toURL(), reports.toString(), new String[0]);

        assertThat(report()).isEmpty();
        assertThat(result).isZero();
    }

    @Test
    void theValidatorOfWildFlyWouldFindAWrongBean() throws IOException {
        Path wrong = Files.copy(STANDALONE, reports.resolve("wrong.rar"));
        try (FileSystem archive = FileSystems.newFileSystem(wrong)) {
            Path descriptor = archive.getPath("META-INF/ra.xml");
            Files.writeString(
                    descriptor,
                    Files.readString(descriptor)
                            .replace(MailboxResourceAdapter.class.getName(), PropertyCatalogue.class.getName()));
        }

        int result = Validation.validate(wrong.toUri().toURL(), reports.toString(), new String[0]);

        assertThat(result).isNotZero();
        assertThat(report()).contains("Severity: ERROR", PropertyCatalogue.class.getName());
    }

    @Test
    void theStandaloneArchiveHasTheApiAndNoServerLibrary() throws IOException {
        assertThat(entries(STANDALONE))
                .contains("META-INF/ra.xml", "mailbox-connector-classes.jar")
                .doesNotContain("META-INF/ironjacamar.xml")
                .anyMatch(name -> name.startsWith("mailbox-connector-api-"))
                .anyMatch(name -> name.startsWith("mailbox-connector-engine-"))
                .noneMatch(name -> name.matches("(jakarta|angus|geronimo|slf4j-simple).*"))
                .noneMatch(name -> name.endsWith(".class"));
    }

    @Test
    void theEmbeddedArchiveLeavesTheApiToTheApplication() throws IOException {
        List<String> expected = Stream.concat(
                        entries(STANDALONE).stream().filter(name -> !name.startsWith("mailbox-connector-api-")),
                        Stream.of("META-INF/ironjacamar.xml"))
                .toList();

        assertThat(entries(EMBEDDED)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> entries(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private String report() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".log")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
