package io.mailboxconnector.it.receiving.app;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;

/** Takes every mail but poison. */
public class PickyInbox implements MailListener {

    @Override
    public void onMail(ReceivedMail mail) {
        if (mail.subject().startsWith("poison")) {
            throw new IllegalStateException("as the subject demands");
        }
    }
}
