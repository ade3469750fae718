package io.mailboxconnector.mime;

import static io.mailboxconnector.mime.MimeMessages.MESSAGES;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.fault.ServerText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A part of a mail that is not its text, decoded when it is read.
 *
 * <p>Immutable.
 */
final class ParsedAttachment implements MailAttachment {

    static final String UNKNOWN_TYPE = "application/octet-stream";

    private final String key;
    private final MimePart part;
    private final String type;
    private final Optional<String> fileName;
    private final boolean inline;

    ParsedAttachment(String key, MimePart part, String type, Optional<String> fileName, boolean inline) {
        this.key = key;
        this.part = part;
        this.type = type;
        this.fileName = fileName;
        this.inline = inline;
    }

    @Override
    public Optional<String> fileName() {
        return fileName;
    }

    @Override
    public String contentType() {
        return type;
    }

    @Override
    public Optional<String> contentId() {
        try {
            String id = part.getContentID();
            return Optional.ofNullable(id)
                    .map(text -> text.strip().replaceAll("^<|>$", ""))
                    .filter(text -> !text.isEmpty());
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isInline() {
        return inline;
    }

    @Override
    public long size() {
        return read(() -> Content.size(part));
    }

    @Override
    public InputStream content() {
        return read(() -> Content.open(part));
    }

    private <T> T read(Callable<T> reading) {
        try {
            return AdapterLoader.call(reading);
        } catch (MessagingException | IOException e) {
            throw MESSAGES.attachmentUnreadable(e, key, ServerText.clean(e.getMessage()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "MailAttachment[" + type + "]";
    }
}
