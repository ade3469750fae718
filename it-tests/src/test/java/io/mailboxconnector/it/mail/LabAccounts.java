package io.mailboxconnector.it.mail;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.postfix.PostfixDoor;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import java.util.HashMap;
import java.util.Map;

/** Accounts of the lab, as an administrator configures them. */
record LabAccounts(MailLab lab) {

    AccountSettings password(String mailbox) {
        return with(mailbox, Map.of());
    }

    AccountSettings with(String mailbox, Map<String, String> overrides) {
        Map<String, String> properties = servers(mailbox);
        properties.put("userName", mailbox);
        properties.put("password", MailLab.PASSWORD);
        properties.putAll(overrides);
        return AccountSettings.from(new SettingsReader(properties));
    }

    AccountSettings startTls(String mailbox) {
        return with(
                mailbox,
                Map.of(
                        "imapPort",
                        port(lab.dovecot().port(DovecotDoor.IMAP)),
                        "imapTls",
                        "starttls",
                        "smtpPort",
                        port(lab.postfix().port(PostfixDoor.SUBMISSION)),
                        "smtpTls",
                        "starttls"));
    }

    /** An account whose tokens come from somebody who speaks as Microsoft Entra does. */
    AccountSettings token(String mailbox, FakeAuthorizationServer desk, String clientId, String clientSecret) {
        return token(mailbox, desk, clientId, clientSecret, Map.of());
    }

    AccountSettings token(
            String mailbox,
            FakeAuthorizationServer desk,
            String clientId,
            String clientSecret,
            Map<String, String> overrides) {
        Map<String, String> properties = servers(mailbox);
        properties.put("provider", "microsoft365");
        properties.put("tenantId", MailLab.DOMAIN);
        properties.put("clientId", clientId);
        properties.put("clientSecret", clientSecret);
        properties.put("authority", "https://localhost:" + desk.port() + "/");
        properties.putAll(overrides);
        return AccountSettings.from(new SettingsReader(properties));
    }

    Map<String, String> servers(String mailbox) {
        Map<String, String> properties = new HashMap<>();
        properties.put("mailbox", mailbox);
        properties.put("imapHost", "localhost");
        properties.put("imapPort", port(lab.dovecot().port(DovecotDoor.IMAPS)));
        properties.put("imapTls", "implicit");
        properties.put("pop3Host", "localhost");
        properties.put("pop3Port", port(lab.dovecot().port(DovecotDoor.POP3S)));
        properties.put("pop3Tls", "implicit");
        properties.put("smtpHost", "localhost");
        properties.put("smtpPort", port(lab.postfix().port(PostfixDoor.SUBMISSIONS)));
        properties.put("smtpTls", "implicit");
        properties.put("trustedCertificates", lab.authority().toString());
        return properties;
    }

    static String port(int port) {
        return Integer.toString(port);
    }
}
