package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail of 100 MiB, read by a process whose whole heap is smaller than half of it. */
@RealMailServers
class HugeMailIT {

    private static final String HEAP = "-Xmx48m";
    private static final int SIZE = 100 * 1024 * 1024;
    private static final String HEADER = "Subject: plans\r\nContent-Type: application/octet-stream\r\n"
            + "Content-Disposition: attachment; filename=plans.bin";
    private static final int LIMIT_SECONDS = 120;
    /** Of a JVM that ends by {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    @TempDir
    private Path spool;

    private String mailbox;

    @BeforeEach
    void appendHugeMail(MailLab lab) {
        mailbox = lab.newMailbox();
        new BulkAppend(lab.dovecot(), mailbox, MailLab.PASSWORD).mail(HEADER, SIZE);
    }

    @Test
    void isReadThroughAFileThatIsGoneAfterwards(MailLab lab) throws Exception {
        Process reader = read(lab, HugeMailReader.Way.SPOOLED);

        assertThat(outputOf(reader)).isEqualTo("plans.bin " + (SIZE - HEADER.length() - "\r\n\r\n".length()));
        assertThat(reader.exitValue()).isZero();
        assertThat(spool).isEmptyDirectory();
    }

    /** The control: the heap is so small that the mail does not fit. */
    @Test
    void doesNotFitIntoTheHeap(MailLab lab) throws Exception {
        Process reader = read(lab, HugeMailReader.Way.IN_MEMORY);

        assertThat(outputOf(reader)).contains("java.lang.OutOfMemoryError: Java heap space");
        assertThat(reader.exitValue()).isEqualTo(OUT_OF_MEMORY);
    }

    private Process read(MailLab lab, HugeMailReader.Way way) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=" + spool,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HugeMailReader.class.getName(),
                        way.name(),
                        mailbox,
                        LabAccounts.port(lab.dovecot().port(DovecotDoor.IMAPS)),
                        lab.authority().toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String outputOf(Process reader) throws Exception {
        try {
            String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reader.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            return output.strip();
        } finally {
            reader.destroyForcibly();
        }
    }
}
