package io.mailboxconnector.api;

/**
 * Implemented by a message-driven bean that receives each new mail of a folder.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = {
 *     @ActivationConfigProperty(propertyName = "connectionFactoryLookup", propertyValue = "java:/eis/Mailbox"),
 *     @ActivationConfigProperty(propertyName = "afterDelivery", propertyValue = "move:Processed")})
 * public class Inbox implements MailListener {
 *     public void onMail(ReceivedMail mail) { ... }
 * }
 * }</pre>
 *
 * <p>With container-managed transactions the mail is acknowledged on the server only after the transaction of
 * {@link #onMail} has committed. A rollback, by {@code setRollbackOnly} or by any exception, leaves the mail on the
 * server and leads to a redelivery with a growing delay; after {@code maxRedeliveries} the mail goes to the error folder.
 * Without a transaction a normal return counts as success and an exception as failure.
 *
 * <p>Delivery is at least once: a crash between commit and acknowledgement leads to a second delivery of the same
 * {@link ReceivedMail#key()}.
 *
 * <p>The container calls each bean instance from one thread at a time.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Connectors 2.1 §13</a>
 * @since 0.1
 */
public interface MailListener {

    /**
     * Receives one mail. Declares no checked exception on purpose: containers commit when a bean throws one.
     *
     * @param mail the complete mail, independent of any connection
     */
    void onMail(ReceivedMail mail);
}
