package io.mailboxconnector.doctor;

import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** An authorization server and three mail servers that trust its tokens, all over TLS, and the account that fits them. */
final class MailWorld implements AutoCloseable {

    static final String DESK = "desk@contoso.example";
    static final String CLIENT = "11112222-3333-4444-5555-666677778888";
    static final String SECRET = "sec-ret-1";
    static final String PASSWORD = "pass-word-1";
    static final String TOKEN_STORE_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    final FakeAuthorizationServer authorization;
    final ScriptedImapServer imap;
    final ScriptedPop3Server pop3;
    final ScriptedSmtpServer smtp;
    private final Path folder;
    private final Path authorityPem;

    MailWorld(Path folder, ImapBehaviour... behaviours) {
        this.folder = folder;
        TestCertificates certificates = TestCertificates.create();
        authorityPem = certificates.writeAuthorityPem(folder);
        authorization = FakeAuthorizationServer.start(certificates.server());
        authorization.registerClient("contoso.example", CLIENT, SECRET);
        imap = ScriptedImapServer.startTls(certificates.server(), behaviours);
        imap.acceptLogins(this::accepts);
        pop3 = ScriptedPop3Server.startTls(certificates.server());
        pop3.acceptLogins(this::accepts);
        smtp = new ScriptedSmtpServer(
                SmtpServerOptions.plain().withTls(certificates.server(), false).withLogin(this::accepts));
    }

    /** The account by OAuth. */
    Map<String, String> account() {
        Map<String, String> account = servers();
        account.put("authentication", "clientSecret");
        account.put("authority", authorization.authority("contoso.example").toString());
        account.put("clientId", CLIENT);
        account.put("clientSecret", SECRET);
        account.put("scope", "https://mail.contoso.example/.default");
        return account;
    }

    /** The account by the consent of the person whose mailbox it is, kept in a place. */
    Map<String, String> personAccount(String tokenStore) {
        authorization.registerPublicClient("contoso.example", CLIENT);
        Map<String, String> account = account();
        account.remove("clientSecret");
        account.put("authentication", "refreshToken");
        account.put("scope", "https://mail.contoso.example/IMAP https://mail.contoso.example/SMTP");
        account.put("tokenStore", tokenStore);
        account.put("tokenStoreKey", TOKEN_STORE_KEY);
        return account;
    }

    /** The account by password. */
    Map<String, String> passwordAccount() {
        Map<String, String> account = servers();
        account.put("password", PASSWORD);
        return account;
    }

    /** The account by OAuth, read by POP3 as well as by IMAP. */
    Map<String, String> maildropAccount() {
        Map<String, String> account = account();
        account.put("pop3Port", Integer.toString(pop3.port()));
        account.put("pop3Tls", "implicit");
        return account;
    }

    /** The same on a server without IMAP. */
    Map<String, String> maildropOnlyAccount() {
        Map<String, String> account = maildropAccount();
        account.keySet().removeIf(property -> property.startsWith("imap"));
        account.put("pop3Host", "127.0.0.1");
        return account;
    }

    Path write(Map<String, String> account) throws IOException {
        Properties properties = new Properties();
        properties.putAll(account);
        Path file = folder.resolve("account.properties");
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
        return file;
    }

    /** The certification authority of all servers. */
    Path authorityPem() {
        return authorityPem;
    }

    @Override
    public void close() {
        imap.close();
        pop3.close();
        smtp.close();
        authorization.close();
    }

    private Map<String, String> servers() {
        Map<String, String> account = new HashMap<>();
        account.put("mailbox", DESK);
        account.put("imapHost", "127.0.0.1");
        account.put("imapPort", Integer.toString(imap.port()));
        account.put("imapTls", "implicit");
        account.put("smtpPort", Integer.toString(smtp.port()));
        account.put("smtpTls", "starttls");
        account.put("trustedCertificates", authorityPem.toString());
        account.put("readTimeout", "PT5S");
        return account;
    }

    private boolean accepts(String user, String proof) {
        return proof.equals(PASSWORD) || authorization.accepts(user, proof);
    }
}
