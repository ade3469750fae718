package io.mailboxconnector.sample.helpdesk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** The bytes of a {@link TicketAttachment}, loaded only for a download. */
@Entity
@Table(name = "helpdesk_content")
class AttachmentContent {

    @Id
    @GeneratedValue(strategy = GenerationType.AUTO)
    private long id;

    @Lob
    @Column(nullable = false)
    private byte[] bytes;

    /** For the persistence provider only. */
    @SuppressWarnings("NullAway.Init")
    protected AttachmentContent() {}

    AttachmentContent(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }
}
