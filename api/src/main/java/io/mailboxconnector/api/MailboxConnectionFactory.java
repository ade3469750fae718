package io.mailboxconnector.api;

import io.mailboxconnector.api.outgoing.CapturedMail;
import java.io.Serializable;
import java.util.List;

/**
 * Opens pooled, authenticated connections to the mailbox that an administrator declared: the resource that an
 * application injects.
 *
 * <pre>{@code
 * @Resource(name = "eis/Mailbox")
 * MailboxConnectionFactory mailboxes;
 *
 * void answer(String to) throws MessagingException {
 *     try (MailboxConnection mailbox = mailboxes.getConnection()) {
 *         MimeMessage message = mailbox.newMessage();
 *         message.setRecipients(Message.RecipientType.TO, to);
 *         message.setSubject("Thank you");
 *         message.setText("We read your mail.");
 *         mailbox.send(message);
 *     }
 * }
 * }</pre>
 *
 * <p>One factory stands for one account. Safe for use by any number of threads.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Connectors 2.1 §6.5.1</a>
 * @since 0.1
 */
public interface MailboxConnectionFactory extends Serializable {

    /**
     * Takes a connection to the mailbox that the factory is configured with. A physical connection is opened only when
     * the pool has none, and its reading and its sending side each only on first use.
     *
     * @return an open connection, to be closed by the caller, preferably with try-with-resources
     * @throws MailboxException when the pool is exhausted or the adapter is misconfigured
     */
    MailboxConnection getConnection();

    /**
     * Takes a connection to another mailbox that the same credentials may open, such as a shared mailbox.
     *
     * @param mailbox the address of the mailbox
     * @return an open connection, to be closed by the caller
     * @throws MailboxException when the pool is exhausted or the adapter is misconfigured
     */
    MailboxConnection getConnection(String mailbox);

    /**
     * The mails that were captured instead of sent, oldest first, when the factory is configured with {@code mode=capture}: for
     * tests. A bounded number of the latest ones is kept.
     *
     * @return a copy; empty when nothing was captured
     */
    List<CapturedMail> capturedMails();
}
