package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/**
 * All tickets, in the database.
 *
 * <p>Every call belongs to the transaction of its caller.
 *
 * @since 0.1
 */
@ApplicationScoped
public class Tickets implements TicketIndex {

    @PersistenceContext
    @SuppressWarnings("NullAway.Init")
    private EntityManager database;

    /**
     * Whether a mail was stored before.
     *
     * @param key the identity of the mail
     * @return true when a committed transaction, or this one, stored it
     */
    boolean hasReceived(MessageKey key) {
        return !database.createQuery("select m.id from TicketMessage m where m.mailKey = :key", Long.class)
                .setParameter("key", TicketMessage.keyText(key))
                .getResultList()
                .isEmpty();
    }

    /**
     * Stores a new ticket.
     *
     * @param ticket the ticket; has its number afterwards
     */
    void store(Ticket ticket) {
        database.persist(ticket);
    }

    /** Writes all changes to the database now, so that whatever it refuses is refused here and not at the commit. */
    void flush() {
        database.flush();
    }

    @Override
    public Optional<Ticket> containing(String messageId) {
        return database.createQuery(
                        "select m.ticket from TicketMessage m where m.messageId = :id order by m.id", Ticket.class)
                .setParameter("id", messageId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Ticket> numbered(long id) {
        return Optional.ofNullable(database.find(Ticket.class, id));
    }

    /**
     * The tickets in which something happened last.
     *
     * @param limit how many at most
     * @return the tickets, latest first
     */
    public List<Ticket> latest(int limit) {
        return database.createQuery("select t from Ticket t order by t.updatedAt desc, t.id desc", Ticket.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * An attachment.
     *
     * @param id its identity
     * @return the attachment, empty when there is none
     */
    public Optional<TicketAttachment> attachment(long id) {
        return Optional.ofNullable(database.find(TicketAttachment.class, id));
    }
}
