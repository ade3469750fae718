package io.mailboxconnector.doctor;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.pop3.Pop3Session;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.wire.Opening;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * @param reading how it is read
     * @return whether all of them succeeded
     */
    boolean examine(Map<String, String> properties, Set<Service> reading) {
        Set<Service> services = EnumSet.copyOf(reading);
        services.add(Service.SMTP);
        Outcome<AccountSettings> account = report.take(
                "Configuration",
                List.of(),
                () -> AccountSettings.from(new SettingsReader(properties)),
                settings -> describe(settings, services));
        Map<Service, Outcome<?>> names = new EnumMap<>(Service.class);
        services.forEach(service -> names.put(service, lookUp(service, account)));
        Map<Service, Outcome<?>> reached = new EnumMap<>(Service.class);
        names.forEach((service, name) -> reached.put(service, connect(service, account, name)));
        Outcome<?> proof = report.take(
                "Token",
                List.of(account),
                () -> engine.obtainToken(account.get()),
                end -> describeProof(account.get().authentication(), end));
        reached.forEach((service, server) -> logIn(service, account, List.of(server, proof)));
        return report.end();
    }

    private Outcome<?> lookUp(Service service, Outcome<AccountSettings> account) {
        return report.take(
                service + ": DNS",
                List.of(account),
                () -> Reachability.openAddresses(service.of(account.get())),
                addresses -> service.of(account.get()).host() + " is "
                        + addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
    }

    private Outcome<?> connect(Service service, Outcome<AccountSettings> account, Outcome<?> resolved) {
        return report.take(
                service + ": TCP",
                List.of(resolved),
                () -> Reachability.openConnection(
                        service.of(account.get()), account.get().timeouts().connect()),
                address -> address.getHostAddress() + " accepts connections on port "
                        + service.of(account.get()).port());
    }

    private void logIn(Service service, Outcome<AccountSettings> account, List<Outcome<?>> needed) {
        switch (service) {
            case IMAP -> readFolder(account, needed);
            case POP3 -> readMaildrop(account, needed);
            case SMTP -> send(account, needed);
        }
    }

    private void readFolder(Outcome<AccountSettings> account, List<Outcome<?>> needed) {
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

    /** Who has the maildrop is told only when name and proof were right (RFC 2449, 8.1.2). */
    private void readMaildrop(Outcome<AccountSettings> account, List<Outcome<?>> needed) {
        Outcome<Optional<Pop3Session>> login = report.take(
                "POP3: login",
                needed,
                () -> engine.openPop3(account.get(), new Opening()),
                opened -> opened.map(session -> describeLogin(
                                account.get(), account.get().pop3().tls(), session.serverName()))
                        .orElse("name and proof are right, but another session has the maildrop"));
        Outcome<Pop3Session> session = new Outcome<>(
                login.isOk() ? "the end of the session that has the maildrop" : login.step(),
                login.found().flatMap(Function.identity()));
        try {
            report.take(
                    "POP3: maildrop",
                    List.of(session),
                    () -> session.get().list(),
                    mails -> describeMaildrop(mails.size(), session.get().loginDelay()));
        } finally {
            session.found().ifPresent(Pop3Session::close);
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

    private static String describe(AccountSettings account, Set<Service> services) {
        return account.mailbox() + " of provider " + Format.nameOf(account.provider())
                + services.stream()
                        .map(service -> ", " + service + " " + service.of(account) + " ("
                                + protection(service.of(account).tls()) + ")")
                        .collect(Collectors.joining());
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

    private static String describeMaildrop(int mails, Duration loginDelay) {
        String pace = loginDelay.isZero() ? "" : "; wants " + loginDelay + " between two logins, see pollInterval";
        return "mails: " + mails + "; each has a lasting name (UIDL)" + pace;
    }

    private static String protection(TlsMode tls) {
        return switch (tls) {
            case IMPLICIT -> "TLS";
            case STARTTLS -> "STARTTLS";
            case NONE -> "NOT protected";
        };
    }
}
