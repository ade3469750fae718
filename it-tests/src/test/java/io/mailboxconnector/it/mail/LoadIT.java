package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.mime.RawMail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealMailServers
class LoadIT {

    private static final int BATCH = 500;

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private String mailbox;

    @BeforeEach
    void takeMailbox(MailLab lab) {
        mailbox = lab.newMailbox();
    }

    @AfterEach
    void endEngine() {
        engine.close();
    }

    @Test
    void tenThousandWaitingMailsAreFetchedInAFewCommands(MailLab lab) {
        int waiting = 10_000;
        int size = 4_000;
        new BulkAppend(lab.dovecot(), mailbox, MailLab.PASSWORD).mails(waiting, size);
        try (ImapSession session = engine.openImap(new LabAccounts(lab).password(mailbox))) {
            session.select("INBOX");
            long before = session.commandCount();
            List<Long> found = new ArrayList<>(session.search("UNSEEN").uids());
            assertThat(found).hasSize(waiting);
            int fetched = 0;
            for (int from = 0; from < waiting; from += BATCH) {
                Map<Long, RawMail> mails = session.bodies(UidSet.of(found.subList(from, from + BATCH)));
                assertThat(mails.values()).extracting(RawMail::size).containsOnly((long) size);
                fetched += mails.size();
            }

            assertThat(fetched).isEqualTo(waiting);
            assertThat(session.commandCount() - before).isEqualTo(1 + waiting / BATCH);
        }
    }
}
