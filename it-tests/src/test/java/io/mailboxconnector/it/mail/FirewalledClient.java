package io.mailboxconnector.it.mail;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process in a network of its own, with a Dovecot, a client and a firewall; prints what the client notices. */
final class FirewalledClient {

    /** What the firewall does with the packets to the server. */
    enum Rule {
        DROP("DROP"),
        RESET("REJECT", "--reject-with", "tcp-reset");

        private final List<String> target;

        Rule(String... target) {
            this.target = List.of(target);
        }
    }

    private static final String MAILBOX = "orders@" + MailLab.DOMAIN;
    private static final Duration LONG_IDLE = Duration.ofMinutes(20);

    private FirewalledClient() {}

    /** Argument: the rule. */
    public static void main(String... arguments) throws Exception {
        Rule rule = Rule.valueOf(arguments[0]);
        TestCertificates certificates = TestCertificates.create();
        try (LabDirectory directory = LabDirectory.below(Path.of("target", "mail-lab"));
                DovecotServer dovecot = DovecotServer.in(directory.directory("dovecot"))
                        .certificates(certificates)
                        .build();
                MailEngine engine = new MailEngine(Clock.systemUTC())) {
            dovecot.addMailbox(MAILBOX, MailLab.PASSWORD);
            dovecot.start();
            AccountSettings account = account(dovecot, certificates.writeAuthorityPem(directory.path()));
            int port = dovecot.port(DovecotDoor.IMAPS);
            try (ImapSession idle = engine.openImap(account);
                    ImapSession busy = engine.openImap(account)) {
                idle.select("INBOX");
                busy.select("INBOX");
                long before = idle.commandCount();
                Thread waker = new Thread(() -> {
                    awaitCommandAfter(before, idle);
                    firewall("-A", port, rule);
                    idle.wake();
                });
                waker.start();
                say("in IDLE", () -> idle.idle(LONG_IDLE));
                waker.join();
                say("between commands", busy::poll);
                say("a new connection", () -> engine.openImap(account).close());
            }
            dovecot.deliver(MAILBOX, "Subject: news\r\n\r\nHello\r\n");
            firewall("-D", port, rule);
            try (ImapSession session = engine.openImap(account)) {
                session.select("INBOX");
                System.out.println(
                        "> afterwards: " + session.search("UNSEEN").uids().size() + " unread");
            }
        }
    }

    private static AccountSettings account(DovecotServer dovecot, Path authority) {
        return AccountSettings.from(new SettingsReader(Map.of(
                "mailbox",
                MAILBOX,
                "password",
                MailLab.PASSWORD,
                "imapHost",
                "localhost",
                "imapPort",
                Integer.toString(dovecot.port(DovecotDoor.IMAPS)),
                "imapTls",
                "implicit",
                "trustedCertificates",
                authority.toString(),
                "connectTimeout",
                "PT2S",
                "readTimeout",
                "PT2S")));
    }

    private static void awaitCommandAfter(long before, ImapSession session) {
        while (session.commandCount() == before) {
            Thread.onSpinWait();
        }
    }

    private static void firewall(String change, int port, Rule rule) {
        List<String> command = new ArrayList<>(
                List.of("iptables", change, "OUTPUT", "-p", "tcp", "--dport", Integer.toString(port), "-j"));
        command.addAll(rule.target);
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(command + " failed");
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void say(String where, Runnable action) {
        try {
            action.run();
            System.out.println("> " + where + ": nothing");
        } catch (MailboxException noticed) {
            System.out.println("> " + where + ": " + noticed.getClass().getSimpleName());
        }
    }
}
