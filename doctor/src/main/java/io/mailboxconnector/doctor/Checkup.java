package io.mailboxconnector.doctor;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.smtp.SmtpSession;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The steps that a login takes, one after the other, each by the code that the connector itself uses. A step whose ground is
 * missing is skipped; reading and sending do not depend on one another. Reads no mail, changes no mail, sends no mail.
 *
 * <p>Used once, by one thread.
 */
final class Checkup {

    private static final String INBOX = "INBOX";

    private final MailEngine engine;
    private final Report report;

    Checkup(MailEngine engine, Report report) {
        this.engine = engine;
        this.report = report;
    }

    /**
     * Takes all steps.
     *
     * @param properties the account
     * @return whether all of them succeeded
     */
    boolean examine(Map<String, String> properties) {
        Outcome<AccountSettings> account = report.take(
                "Configuration",
                List.of(),
                () -> AccountSettings.from(new SettingsReader(properties)),
                Checkup::describe);
        Outcome<?> imapName = lookUp("IMAP: DNS", account, AccountSettings::imap);
        Outcome<?> smtpName = lookUp("SMTP: DNS", account, AccountSettings::smtp);
        Outcome<?> imapReached = connect("IMAP: TCP", account, imapName, AccountSettings::imap);
        Outcome<?> smtpReached = connect("SMTP: TCP", account, smtpName, AccountSettings::smtp);
        Outcome<?> proof = report.take(
                "Token",
                List.of(account),
                () -> engine.obtainToken(account.get()),
                end -> describeProof(account.get().authentication(), end));
        read(account, List.of(imapReached, proof));
        send(account, List.of(smtpReached, proof));
        return report.end();
    }

    private Outcome<?> lookUp(
            String name, Outcome<AccountSettings> account, Function<AccountSettings, Endpoint> server) {
        return report.take(
                name,
                List.of(account),
                () -> Reachability.openAddresses(server.apply(account.get())),
                addresses -> server.apply(account.get()).host() + " is "
                        + addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
    }

    private Outcome<?> connect(
            String name,
            Outcome<AccountSettings> account,
            Outcome<?> resolved,
            Function<AccountSettings, Endpoint> server) {
        return report.take(
                name,
                List.of(resolved),
                () -> Reachability.openConnection(
                        server.apply(account.get()), account.get().timeouts().connect()),
                address -> address.getHostAddress() + " accepts connections on port "
                        + server.apply(account.get()).port());
    }

    private void read(Outcome<AccountSettings> account, List<Outcome<?>> needed) {
        Outcome<ImapSession> session = report.take(
                "IMAP: login",
                needed,
                () -> engine.openImap(account.get()),
                opened -> describeLogin(account.get(), account.get().imap().tls(), opened.serverName()) + "; "
                        + ImapAbility.of(opened));
        try {
            report.take("IMAP: " + INBOX, List.of(session), () -> session.get().select(INBOX), Checkup::describeFolder);
        } finally {
            session.found().ifPresent(ImapSession::close);
        }
    }

    private void send(Outcome<AccountSettings> account, List<Outcome<?>> needed) {
        Outcome<SmtpSession> session = report.take(
                "SMTP: login",
                needed,
                () -> engine.openSmtp(account.get()),
                opened -> describeLogin(account.get(), account.get().smtp().tls(), opened.serverName()));
        session.found().ifPresent(SmtpSession::close);
    }

    private static String describe(AccountSettings account) {
        return account.mailbox() + " of provider " + Format.nameOf(account.provider()) + ", IMAP " + account.imap()
                + " (" + protection(account.imap().tls()) + "), SMTP " + account.smtp() + " ("
                + protection(account.smtp().tls()) + ")";
    }

    private static String describeProof(Authentication authentication, Instant end) {
        if (authentication instanceof Authentication.Password) {
            return "not needed: a password is given, and the servers say whether it is right";
        }
        String valid = ", valid until " + end.truncatedTo(ChronoUnit.SECONDS);
        if (authentication instanceof Authentication.ClientCredentials application) {
            return issued(application.client()) + valid;
        }
        if (authentication instanceof Authentication.RefreshToken person) {
            return issued(person.client()) + " for " + person.principal() + valid;
        }
        return "issued" + valid;
    }

    private static String issued(OAuthClient client) {
        return "issued by " + client.server().address() + " to client " + client.clientId();
    }

    private static String describeLogin(AccountSettings account, TlsMode tls, String serverName) {
        return "logged in as " + account.loginName() + " (" + protection(tls) + ") to " + serverName;
    }

    private static String describeFolder(FolderState folder) {
        String seen = folder.keeps("\\Seen") ? "keeps" : "does NOT keep";
        String keywords = folder.keeps("\\*") ? "keeps" : "does NOT keep";
        return "mails: " + folder.messages() + "; " + seen + " \\Seen (afterDelivery=seen), " + keywords
                + " keywords (afterDelivery=flag:...)";
    }

    private static String protection(TlsMode tls) {
        return switch (tls) {
            case IMPLICIT -> "TLS";
            case STARTTLS -> "STARTTLS";
            case NONE -> "NOT protected";
        };
    }
}
