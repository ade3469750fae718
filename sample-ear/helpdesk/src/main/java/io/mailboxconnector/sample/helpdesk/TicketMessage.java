package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.mail.internet.InternetAddress;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail of a {@link Ticket}, received or sent.
 *
 * @since 0.1
 */
@Entity
@Table(name = "helpdesk_message", indexes = @Index(name = "helpdesk_message_mid", columnList = "messageId"))
public class TicketMessage {

    private static final int MAX_MAIL_KEY = 700;
    private static final int MAX_MESSAGE_ID = 500;
    private static final int MAX_NOTE = 500;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^\\s<>]+>");

    @Id
    @GeneratedValue(strategy = GenerationType.AUTO)
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    @SuppressWarnings("UnusedVariable") // read by the persistence provider
    private @Nullable Ticket ticket;

    // The connector delivers at least once: a crash between commit and acknowledgement brings the same mail, with the
    // same
    // MessageKey, again. HelpdeskInbox asks before it stores; this constraint decides when two deliveries ask at the
    // same time.
    // A Message-ID would not do: senders leave it out or repeat it.
    @Column(length = MAX_MAIL_KEY, unique = true)
    private @Nullable String mailKey;

    @Column(length = MAX_MESSAGE_ID)
    private @Nullable String messageId;

    @Column(nullable = false, length = 20)
    @Enumerated(EnumType.STRING)
    private MessageDelivery delivery;

    @Column(length = MAX_NOTE)
    private @Nullable String note;

    @Column(nullable = false)
    private boolean automatic;

    @Column(nullable = false, length = Ticket.MAX_SUBJECT)
    private String author;

    @Column(name = "written_at", nullable = false)
    private Instant at;

    @Lob
    @Column(nullable = false)
    private String body;

    @OneToMany(mappedBy = "message", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<TicketAttachment> attachments = new ArrayList<>();

    /** For the persistence provider only. */
    @SuppressWarnings("NullAway.Init")
    protected TicketMessage() {}

    private TicketMessage(MessageDelivery delivery, boolean automatic, String author, Instant at, String body) {
        this.delivery = delivery;
        this.automatic = automatic;
        this.author = PlainText.line(author, Ticket.MAX_SUBJECT);
        this.at = at;
        this.body = PlainText.of(body);
    }

    /**
     * A mail that arrived, with its attachments.
     *
     * @param mail the mail
     * @param automatic whether a machine sent it
     * @return the message, not yet in any ticket
     */
    static TicketMessage received(ReceivedMail mail, boolean automatic) {
        String author = mail.from().map(TicketMessage::nameAndAddress).orElse("(unknown sender)");
        TicketMessage message =
                new TicketMessage(MessageDelivery.RECEIVED, automatic, author, mail.receivedAt(), mail.text());
        message.mailKey = keyText(mail.key());
        message.messageId = usable(mail.messageId().orElse(null));
        TicketAttachment.of(mail).forEach(message::attach);
        return message;
    }

    private static String nameAndAddress(InternetAddress from) {
        return from.getPersonal() == null ? from.getAddress() : from.getPersonal() + " <" + from.getAddress() + ">";
    }

    /**
     * A mail that is about to be sent.
     *
     * @param author who wrote it
     * @param at when
     * @param body the text
     * @param automatic whether the application wrote it on its own account
     * @return the message, not yet in any ticket
     */
    static TicketMessage outgoing(String author, Instant at, String body, boolean automatic) {
        return new TicketMessage(MessageDelivery.SENDING, automatic, author, at, body);
    }

    /**
     * The text under which a received mail is stored and found again.
     *
     * @param key the identity of the mail
     * @return a text that is different for each mail
     */
    static String keyText(MessageKey key) {
        return key.toString();
    }

    private static @Nullable String usable(@Nullable String messageId) {
        boolean good = messageId != null
                && messageId.length() <= MAX_MESSAGE_ID
                && MESSAGE_ID.matcher(messageId).matches();
        return good ? messageId : null;
    }

    private void attach(TicketAttachment attachment) {
        attachment.joined(this);
        attachments.add(attachment);
    }

    /**
     * Puts the message into its ticket.
     *
     * @param owner the ticket
     */
    void joined(Ticket owner) {
        ticket = owner;
    }

    /**
     * Records that the mail server accepted the message.
     *
     * @param sentMessageId the {@code Message-ID} it was sent with: answers refer to it
     */
    void sent(String sentMessageId) {
        delivery = MessageDelivery.SENT;
        messageId = usable(sentMessageId);
    }

    /**
     * Records that the message did not leave, or perhaps did not.
     *
     * @param result what became of it
     * @param reason why, for the agent; null when unknown
     */
    void failed(MessageDelivery result, @Nullable String reason) {
        delivery = result;
        note = reason == null ? null : PlainText.line(reason, MAX_NOTE);
    }

    /**
     * The identity of the message.
     *
     * @return 1 or more; 0 before it is stored
     */
    public long id() {
        return id;
    }

    /**
     * The {@code Message-ID} of the mail.
     *
     * @return the id with its angle brackets; empty when it has none that can be used
     */
    public Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    /**
     * How the message travelled.
     *
     * @return the delivery; {@link MessageDelivery#RECEIVED} for the customer's mails
     */
    public MessageDelivery delivery() {
        return delivery;
    }

    /**
     * Why the message did not leave.
     *
     * @return the reason; empty when all is well
     */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /**
     * Whether a machine wrote the message.
     *
     * @return true for acknowledgements, bounces, absence notes
     */
    public boolean isAutomatic() {
        return automatic;
    }

    /**
     * Who wrote the message.
     *
     * @return name and address as received, or the help desk's own; one line
     */
    public String author() {
        return author;
    }

    /**
     * When the message arrived or was written.
     *
     * @return the instant
     */
    public Instant at() {
        return at;
    }

    /**
     * What was written.
     *
     * @return plain text; may be empty
     */
    public String body() {
        return body;
    }

    /**
     * The files that came with the message.
     *
     * @return the attachments in their order; not to be modified
     */
    public List<TicketAttachment> attachments() {
        return Collections.unmodifiableList(attachments);
    }
}
