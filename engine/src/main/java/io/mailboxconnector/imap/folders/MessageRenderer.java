package io.mailboxconnector.imap.folders;

import static io.mailboxconnector.imap.folders.FolderMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.mime.spool.SpooledMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message out once, before any server is asked: its size has to be known, and its parts may come from sources that give
 * their content only once. Up to 1 MiB is kept in memory, more in a file. For one message.
 */
public final class MessageRenderer {

    private static final int MOST_IN_MEMORY = 1024 * 1024;

    private final String mailbox;
    private final SpoolDirectory spool;

    /**
     * Creates one.
     *
     * @param mailbox for messages
     * @param spool where big mails are kept
     */
    public MessageRenderer(String mailbox, SpoolDirectory spool) {
        this.mailbox = mailbox;
        this.spool = spool;
    }

    /**
     * Writes a message out, with the line breaks of the wire.
     *
     * @param message the message
     * @return its bytes, to be closed by the caller
     * @throws io.mailboxconnector.api.MailboxRefused when it cannot be written out
     */
    public RawMail render(MimeMessage message) {
        Overflow bytes = new Overflow();
        boolean complete = false;
        try {
            message.writeTo(new CRLFOutputStream(bytes));
            complete = true;
            return bytes.toMail();
        } catch (MessagingException | IOException e) {
            throw MESSAGES.cannotRender(e, mailbox, ServerText.clean(String.valueOf(e.getMessage())));
        } finally {
            if (!complete) {
                bytes.discard();
            }
        }
    }

    /** Keeps what is written in memory until it becomes too much. */
    private final class Overflow extends OutputStream {

        private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
        private @Nullable SpooledMail file;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            SpooledMail target = file;
            if (target == null && memory.size() + length <= MOST_IN_MEMORY) {
                memory.write(bytes, offset, length);
                return;
            }
            if (target == null) {
                target = SpooledMail.create(spool);
                file = target;
                target.append(memory.toByteArray(), 0, memory.size());
                memory.reset();
            }
            target.append(bytes, offset, length);
        }

        RawMail toMail() {
            return file == null ? RawMail.of(memory.toByteArray()) : file;
        }

        void discard() {
            if (file != null) {
                file.close();
            }
        }
    }
}
