package io.mailboxconnector.it.adapter;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.it.lab.postfix.PostfixDoor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Accounts at the real mail servers whose tokens come from Keycloak, as an administrator configures them. */
record KeycloakAccounts(MailLab lab) {

    private static final String STORE_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /** The mailbox of an application whose tokens live {@link KeycloakServer#SHORT_LIFE}. */
    Map<String, String> shortLived(String mailbox) {
        Map<String, String> account = servers(mailbox);
        account.put("authentication", "clientSecret");
        account.put("clientId", LabClient.APP_SHORT.id());
        account.put("scope", "mail.full");
        return account;
    }

    /** The mailbox of a person whose consent is kept in a directory. */
    Map<String, String> ofPerson(String person, Path tokens) {
        Map<String, String> account = servers(person);
        account.put("authentication", "refreshToken");
        account.put("clientId", LabClient.WEB.id());
        account.put("scope", "offline_access");
        account.put("tokenStore", "file:" + tokens.toAbsolutePath());
        account.put("tokenStoreKey", STORE_KEY);
        return account;
    }

    private Map<String, String> servers(String mailbox) {
        return new HashMap<>(Map.of(
                "mailbox",
                mailbox,
                "issuer",
                lab.keycloak().issuer().toString(),
                "clientSecret",
                KeycloakServer.CLIENT_SECRET,
                "imapHost",
                "localhost",
                "imapPort",
                Integer.toString(lab.dovecot().port(DovecotDoor.IMAPS)),
                "imapTls",
                "implicit",
                "smtpHost",
                "localhost",
                "smtpPort",
                Integer.toString(lab.postfix().port(PostfixDoor.SUBMISSIONS)),
                "smtpTls",
                "implicit",
                "trustedCertificates",
                lab.authority().toAbsolutePath().toString()));
    }
}
