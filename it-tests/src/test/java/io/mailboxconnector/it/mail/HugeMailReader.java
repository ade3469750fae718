package io.mailboxconnector.it.mail;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/** A process of its own that reads the first mail of an INBOX and prints the name and the size of its attachment. */
final class HugeMailReader {

    /** Where the mail is while it is read. */
    enum Way {
        SPOOLED,
        IN_MEMORY
    }

    private HugeMailReader() {}

    /** Arguments: the way, the mailbox, the port of IMAPS, the certificate of the authority. */
    public static void main(String... arguments) throws IOException {
        String mailbox = arguments[1];
        AccountSettings account = AccountSettings.from(new SettingsReader(Map.of(
                "mailbox",
                mailbox,
                "userName",
                mailbox,
                "password",
                MailLab.PASSWORD,
                "imapHost",
                "localhost",
                "imapPort",
                arguments[2],
                "imapTls",
                "implicit",
                "smtpHost",
                "localhost",
                "trustedCertificates",
                arguments[3])));
        try (MailEngine engine = new MailEngine(Clock.systemUTC());
                ImapSession session = engine.openImap(account)) {
            long validity = session.select("INBOX").uidValidity();
            MailMetadata metadata = session.metadata(UidSet.of(1L)).get(0);
            RawMail raw = Way.valueOf(arguments[0]) == Way.SPOOLED
                    ? session.spooledBody(metadata)
                    : session.bodies(UidSet.of(1L)).get(1L);
            print(ParsedMail.parse(metadata.arrival(new MessageKey(mailbox, "INBOX", validity, 1), false), raw));
        }
    }

    private static void print(ParsedMail mail) throws IOException {
        MailAttachment attachment = mail.attachments().get(0);
        try (InputStream content = attachment.content()) {
            System.out.println(
                    attachment.fileName().orElseThrow() + " " + content.transferTo(OutputStream.nullOutputStream()));
        } finally {
            mail.close();
        }
    }
}
