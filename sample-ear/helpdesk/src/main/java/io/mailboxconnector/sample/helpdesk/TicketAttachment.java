package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a {@link TicketMessage}. Its bytes lie in an entity of their own, so that showing a conversation does
 * not load them.
 *
 * @since 0.1
 */
@Entity
@Table(name = "helpdesk_attachment")
public class TicketAttachment {

    private static final int MAX_TYPE = 150;

    @Id
    @GeneratedValue(strategy = GenerationType.AUTO)
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    @SuppressWarnings("UnusedVariable") // read by the persistence provider
    private @Nullable TicketMessage message;

    @Column(nullable = false, length = FileName.MAX_LENGTH)
    private String fileName;

    @Column(nullable = false, length = MAX_TYPE)
    private String contentType;

    @Column(name = "byte_count", nullable = false)
    private long size;

    @OneToOne(fetch = FetchType.LAZY, optional = false, cascade = CascadeType.PERSIST)
    @JoinColumn(nullable = false)
    private AttachmentContent content;

    /** For the persistence provider only. */
    @SuppressWarnings("NullAway.Init")
    protected TicketAttachment() {}

    private TicketAttachment(String fileName, String contentType, byte[] bytes) {
        this.fileName = FileName.safe(fileName);
        this.contentType = PlainText.line(contentType, MAX_TYPE);
        this.size = bytes.length;
        this.content = new AttachmentContent(bytes);
    }

    /**
     * The attachments of a mail; of a mail that cannot be parsed, the mail itself.
     *
     * @param mail the mail
     * @return the attachments, not yet in any message
     * @throws UncheckedIOException when the content cannot be read: the delivery rolls back and is repeated
     */
    static List<TicketAttachment> of(ReceivedMail mail) {
        if (mail.kind() == MailKind.MALFORMED) {
            return List.of(new TicketAttachment("mail.eml", "message/rfc822", bytes(mail::raw)));
        }
        return mail.attachments().stream().map(TicketAttachment::copy).toList();
    }

    private static TicketAttachment copy(MailAttachment part) {
        return new TicketAttachment(part.fileName().orElse(""), part.contentType(), bytes(part::content));
    }

    private static byte[] bytes(Supplier<InputStream> source) {
        try (InputStream stream = source.get()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the attachment into its message.
     *
     * @param owner the message
     */
    void joined(TicketMessage owner) {
        message = owner;
    }

    /**
     * The identity of the attachment.
     *
     * @return 1 or more; 0 before it is stored
     */
    public long id() {
        return id;
    }

    /**
     * The name under which it is saved.
     *
     * @return a name without path, never empty
     */
    public String fileName() {
        return fileName;
    }

    /**
     * The media type that the sender gave. Untrusted: shown, never obeyed.
     *
     * @return the type
     */
    public String contentType() {
        return contentType;
    }

    /**
     * The size of the content.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * The content.
     *
     * @return all bytes; not to be modified
     */
    public byte[] bytes() {
        return content.bytes();
    }
}
