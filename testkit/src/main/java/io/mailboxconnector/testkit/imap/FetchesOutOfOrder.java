package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Answers fetches with the newest mail first. */
public final class FetchesOutOfOrder implements ImapBehaviour {

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("UID FETCH")) {
            return false;
        }
        List<FakeMail> mails = client.server().mailbox().inbox().mails();
        Set<Long> wanted = UidRanges.select(
                command.word(0), mails.stream().map(FakeMail::uid).toList());
        for (int i = mails.size() - 1; i >= 0; i--) {
            if (wanted.contains(mails.get(i).uid())) {
                new FetchAnswer(mails.get(i), i + 1).send((ImapConnection) client, command.word(1));
            }
        }
        client.send(command.tag() + " OK done");
        return true;
    }
}
