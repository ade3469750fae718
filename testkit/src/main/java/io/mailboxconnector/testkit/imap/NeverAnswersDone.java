package io.mailboxconnector.testkit.imap;

/** Is deaf once a client was idle: DONE gets no answer, the connection stays open. */
public final class NeverAnswersDone implements ImapBehaviour {

    @Override
    public boolean answersDone(ImapConversation client, String tag) {
        return true;
    }
}
