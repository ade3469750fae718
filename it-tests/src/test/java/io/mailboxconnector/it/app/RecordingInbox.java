package io.mailboxconnector.it.app;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;

/**
 * Receives each mail in a transaction of the container; the subject tells how the delivery ends.
 *
 * <p>{@code poison} throws at every attempt, {@code hiccup} at the first, {@code rollback-only} asks for a rollback at the
 * first and returns normally, {@code held} returns when the journal lets it. The account is named by the deployment
 * descriptor.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "afterDelivery", propertyValue = "move:Processed"),
            @ActivationConfigProperty(propertyName = "onFailure", propertyValue = "move:Failed"),
            @ActivationConfigProperty(propertyName = "maxRedeliveries", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "redeliveryDelay", propertyValue = "PT1S"),
            @ActivationConfigProperty(propertyName = "redeliveryBackoff", propertyValue = "1")
        })
public class RecordingInbox implements MailListener {

    @EJB
    private Journal journal;

    @Resource
    private MessageDrivenContext context;

    @PostConstruct
    void made() {
        journal.noteBirth();
    }

    @Override
    public void onMail(ReceivedMail mail) {
        journal.noteCall(mail);
        journal.noteInTransaction(mail);
        String subject = mail.subject();
        if (subject.startsWith("poison") || (subject.startsWith("hiccup") && mail.attempt() == 1)) {
            throw new IllegalStateException("as the subject demands");
        }
        if (subject.startsWith("held")) {
            journal.awaitRelease();
        }
        if (subject.startsWith("rollback-only") && mail.attempt() == 1) {
            context.setRollbackOnly();
        }
    }
}
