package io.mailboxconnector.outbound.sending;

import static io.mailboxconnector.outbound.sending.SendingMessages.MESSAGES;

import io.mailboxconnector.api.outgoing.CapturedMail;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mails that were captured last: a bounded number in memory, each up to a bounded size, and all of them completely in a
 * directory where one is configured.
 *
 * <p>Safe for use by any number of threads.
 */
public final class CapturedMails {

    /** So many are kept in memory; older ones are forgotten. */
    public static final int MOST = 100;

    /** Of a bigger mail only the beginning is kept in memory. */
    static final int LARGEST = 128 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CapturedMail> mails = new ArrayDeque<>(); // guarded by lock

    /** Keeps nothing yet. */
    public CapturedMails() {}

    /**
     * The mails that are kept, oldest first.
     *
     * @return a copy
     */
    public List<CapturedMail> list() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    void add(RenderedMail mail, Instant now, Optional<Path> directory, String mailbox) {
        try (InputStream content = mail.content().open()) {
            CapturedMail captured = new CapturedMail(
                    mail.messageId(),
                    mail.sender().getAddress(),
                    mail.recipients().stream().map(InternetAddress::getAddress).toList(),
                    now,
                    mail.size(),
                    content.readNBytes(LARGEST));
            if (directory.isPresent()) {
                write(mail, now, directory.get());
            }
            keep(captured);
        } catch (IOException e) {
            throw MESSAGES.notCaptured(
                    e, mailbox, directory.map(Path::toString).orElse("none"), ServerText.clean(e.getMessage()));
        }
    }

    /** Under another name first, so that whoever reads the directory finds complete mails only. */
    private static void write(RenderedMail mail, Instant now, Path directory) throws IOException {
        String name = now.toEpochMilli() + "-" + UUID.randomUUID();
        Path unfinished = directory.resolve(name + ".part");
        try (InputStream content = mail.content().open()) {
            Files.copy(content, unfinished);
        }
        Files.move(unfinished, directory.resolve(name + ".eml"));
    }

    private void keep(CapturedMail captured) {
        lock.lock();
        try {
            if (mails.size() == MOST) {
                mails.removeFirst();
            }
            mails.addLast(captured);
        } finally {
            lock.unlock();
        }
    }
}
