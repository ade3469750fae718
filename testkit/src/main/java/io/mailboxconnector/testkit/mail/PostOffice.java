package io.mailboxconnector.testkit.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.user.UserManager;
import java.util.function.BiPredicate;

/** What outlives a restart of the services: the mails, the mailboxes and who may open them. */
final class PostOffice extends Managers {

    private final Doorkeeper doorkeeper;
    private final SmtpManager smtpManager;

    PostOffice(BiPredicate<String, String> tokens) {
        doorkeeper = new Doorkeeper(getImapHostManager(), tokens);
        smtpManager = new SmtpManager(getImapHostManager(), doorkeeper);
    }

    @Override
    public UserManager getUserManager() {
        return doorkeeper;
    }

    @Override
    public SmtpManager getSmtpManager() {
        return smtpManager;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }
}
