package io.mailboxconnector.sample.helpdesk;

import jakarta.mail.internet.InternetAddress;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer's concern and everything that was written about it.
 *
 * <p>Belongs to the transaction that loaded it. Two transactions that change the same ticket at once: the later one fails
 * ({@link Version}) and rolls back, so that a mail is delivered again and an agent is told.
 *
 * @since 0.1
 */
@Entity
@Table(name = "helpdesk_ticket")
public class Ticket {

    /** How long a subject or a name may be. */
    static final int MAX_SUBJECT = 250;

    private static final int MAX_ADDRESS = 320;

    @Id
    @GeneratedValue(strategy = GenerationType.AUTO)
    private long id;

    @Version
    private int version;

    @Column(nullable = false, length = MAX_SUBJECT)
    private String subject;

    @Column(length = MAX_ADDRESS)
    private @Nullable String customer;

    @Column(length = MAX_SUBJECT)
    private @Nullable String customerName;

    @Column(nullable = false, length = 20)
    @Enumerated(EnumType.STRING)
    private TicketState state = TicketState.OPEN;

    @Column(nullable = false)
    private Instant updatedAt;

    @Column(nullable = false)
    private boolean acknowledged;

    @OneToMany(mappedBy = "ticket", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<TicketMessage> messages = new ArrayList<>();

    /** For the persistence provider only. */
    @SuppressWarnings("NullAway.Init")
    protected Ticket() {}

    /**
     * Opens a ticket that has no message yet.
     *
     * @param subject what it is about; shortened when too long, replaced when empty
     * @param customer whom to answer; null, or an address too long to be real, when nobody can be answered
     * @param openedAt when the mail arrived
     */
    public Ticket(String subject, @Nullable InternetAddress customer, Instant openedAt) {
        String line = PlainText.line(subject, MAX_SUBJECT);
        this.subject = line.isEmpty() ? "(no subject)" : line;
        this.updatedAt = openedAt;
        if (customer != null
                && customer.getAddress() != null
                && customer.getAddress().length() <= MAX_ADDRESS) {
            this.customer = customer.getAddress();
            this.customerName =
                    customer.getPersonal() == null ? null : PlainText.line(customer.getPersonal(), MAX_SUBJECT);
        }
    }

    /**
     * Adds a message at the end of the conversation.
     *
     * @param message the message, not yet in any ticket
     */
    void add(TicketMessage message) {
        message.joined(this);
        messages.add(message);
        updatedAt = message.at();
    }

    /**
     * Takes the one acknowledgement that this ticket may have.
     *
     * @return true for the first call only
     */
    boolean claimAcknowledgement() {
        boolean first = !acknowledged;
        acknowledged = true;
        return first;
    }

    /**
     * Says whose turn it is.
     *
     * @param newState the state from now on
     */
    void moveTo(TicketState newState) {
        state = newState;
    }

    /**
     * The number of the ticket, as shown to people.
     *
     * @return 1 or more; 0 before it is stored
     */
    public long id() {
        return id;
    }

    /**
     * A number that grows with each change.
     *
     * @return 0 for a new ticket
     */
    public int version() {
        return version;
    }

    /**
     * What the ticket is about.
     *
     * @return one line, never empty
     */
    public String subject() {
        return subject;
    }

    /**
     * Whom to answer.
     *
     * @return a mail address; empty when the first mail named none
     */
    public Optional<String> customer() {
        return Optional.ofNullable(customer);
    }

    /**
     * The customer's name, as the customer wrote it.
     *
     * @return one line; empty when not given
     */
    public Optional<String> customerName() {
        return Optional.ofNullable(customerName);
    }

    /**
     * Whose turn it is.
     *
     * @return the state
     */
    public TicketState state() {
        return state;
    }

    /**
     * When the last message was written or arrived.
     *
     * @return the instant
     */
    public Instant updatedAt() {
        return updatedAt;
    }

    /**
     * The conversation.
     *
     * @return the messages, oldest first; not to be modified
     */
    public List<TicketMessage> messages() {
        return Collections.unmodifiableList(messages);
    }
}
