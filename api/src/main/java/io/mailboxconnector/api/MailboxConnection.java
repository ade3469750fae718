package io.mailboxconnector.api;

import io.mailboxconnector.api.outgoing.OutgoingMail;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/**
 * A handle on a pooled connection to one mailbox: sends mail and works on its folders.
 *
 * <p>Belongs to one thread at a time. {@link #close()} returns the connection to the pool. A call on a handle that is closed, or
 * whose connection the server took back (when its transaction or the method of the bean ended), and a call while another thread
 * is using the same handle throw {@link IllegalStateException} with a message that says which it is. All failures of the mail server arrive as {@link MailboxException}.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Connectors 2.1 §6.5.2</a>
 * @since 0.1
 */
public interface MailboxConnection extends AutoCloseable {

    /**
     * The mailbox that this connection works for.
     *
     * @return its address, never empty
     */
    String mailbox();

    /**
     * Creates an empty message whose {@code From} is this mailbox. No network traffic.
     *
     * @return a message to be filled in and sent
     */
    MimeMessage newMessage();

    /**
     * Submits a message to all of its recipients ({@code To}, {@code Cc}, {@code Bcc}; {@code Bcc} does not leave).
     *
     * <p>A {@code Date}, a {@code From} and a {@code Message-ID} are added where they are missing. When the call
     * returns, the server has accepted the message for every recipient; with {@code partial=accept} configured, for at least
     * one, and the receipt names the others.
     *
     * @param message the message; it is rendered before the server is contacted
     * @return what the server accepted, with its own words
     * @throws SubmissionRejected when the server refused the sender, a recipient or the content; nothing was sent
     * @throws SubmissionUnknown when the connection was lost after the whole message was transmitted: it may have been
     *     sent, so never repeat it blindly
     * @throws MailboxException for every other failure; nothing was sent
     */
    SubmissionReceipt send(MimeMessage message);

    /**
     * Lists all folders of the mailbox: in one command where the server can (RFC 5819 LIST-STATUS, RFC 6154 SPECIAL-USE), else
     * with one further command for each folder.
     *
     * @return the folders in the order of the server; never empty, as there is always INBOX
     * @throws MailboxException when the server fails or refuses
     */
    List<FolderEntry> folders();

    /**
     * Submits a mail that is described by values, completed by the defaults of the connection factory.
     *
     * @param mail the mail; rendered before the server is contacted
     * @return as {@link #send(MimeMessage)}
     * @throws SubmissionRejected as {@link #send(MimeMessage)}, and when a field is unfit; the message names the field
     * @throws SubmissionUnknown as {@link #send(MimeMessage)}
     * @throws MailboxException for every other failure; nothing was sent
     */
    SubmissionReceipt send(OutgoingMail mail);

    /**
     * Gives access to a folder. No network traffic; whether the folder exists shows on first use.
     *
     * @param name the full name with the server's hierarchy separator, such as {@code INBOX} or
     *     {@code INBOX/Processed}
     * @return the folder, usable until this connection is closed
     */
    MailFolder folder(String name);

    /**
     * Gives experts the protocol object underneath, such as {@code org.eclipse.angus.mail.imap.IMAPStore} or
     * {@code org.eclipse.angus.mail.smtp.SMTPTransport}. It is connected when necessary and stays the property of the
     * pool: do not close it, and do not keep it beyond {@link #close()}. Close the folders that were opened through a
     * store before any other call on this connection. Whatever is changed on the object ends with {@link #close()}.
     *
     * <p>{@code jakarta.resource.cci.LocalTransaction} is a transaction of this connection alone, for factories with
     * {@code transactionLevel=local} where the server has none.
     *
     * @param type the wanted type
     * @param <T> the wanted type
     * @return the object
     * @throws IllegalArgumentException when the connection has no object of this type; the message lists the types it has
     * @throws MailboxException when connecting fails
     */
    <T> T unwrap(Class<T> type);

    /** Returns the connection to the pool. Idempotent, never throws. */
    @Override
    void close();
}
