package io.mailboxconnector.smtp.compose;

import io.mailboxconnector.api.outgoing.OutgoingAttachment;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Lets Jakarta Mail read an attachment where it lies. For the thread that renders. */
final class AttachmentSource implements DataSource {

    private final OutgoingAttachment attachment;

    AttachmentSource(OutgoingAttachment attachment) {
        this.attachment = attachment;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return attachment.content().open();
        } catch (IOException e) {
            throw new Unreadable(attachment.name(), e);
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("an attachment is only read");
    }

    @Override
    public String getContentType() {
        return attachment.contentType();
    }

    @Override
    public String getName() {
        return attachment.name();
    }

    /** The application's source could not be opened. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        private final String attachment;

        Unreadable(String attachment, IOException cause) {
            super(cause.getMessage(), cause);
            this.attachment = attachment;
        }

        String attachment() {
            return attachment;
        }
    }
}
