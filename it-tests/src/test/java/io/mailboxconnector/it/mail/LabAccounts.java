package io.mailboxconnector.it.mail;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import java.time.Duration;
import java.util.Optional;

/** Accounts of the lab. */
record LabAccounts(MailLab lab) {

    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));

    AccountSettings password(String mailbox) {
        return password(mailbox, MailLab.PASSWORD);
    }

    AccountSettings password(String mailbox, String password) {
        return account(mailbox, Authentication.password(mailbox, password), imaps());
    }

    AccountSettings startTls(String mailbox) {
        return account(
                mailbox,
                Authentication.password(mailbox, MailLab.PASSWORD),
                new Endpoint("localhost", lab.dovecot().port(DovecotDoor.IMAP), TlsMode.STARTTLS));
    }

    Endpoint imaps() {
        return new Endpoint("localhost", lab.dovecot().port(DovecotDoor.IMAPS), TlsMode.IMPLICIT);
    }

    AccountSettings account(String mailbox, Authentication authentication, Endpoint imap) {
        return new AccountSettings(
                Provider.GENERIC,
                mailbox,
                authentication,
                imap,
                new Endpoint("localhost", lab.dovecot().port(DovecotDoor.SUBMISSION), TlsMode.STARTTLS),
                new Trust(Optional.of(lab.authority()), Optional.empty(), Optional.empty()),
                PATIENT);
    }
}
