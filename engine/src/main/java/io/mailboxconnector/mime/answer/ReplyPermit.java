package io.mailboxconnector.mime.answer;

import io.mailboxconnector.api.MessageKey;

/** Says whether one more mail of a sender may be answered. Safe for any thread. */
@FunctionalInterface
public interface ReplyPermit {

    /** For mails that people answer: always. */
    ReplyPermit UNLIMITED = (sender, mail) -> true;

    /**
     * Asks to answer a mail. Asking again for the same mail gives the same answer and counts once.
     *
     * @param sender the address that would get the answer
     * @param mail the mail that would be answered
     * @return false when too many mails of this sender were answered lately
     */
    boolean permits(String sender, MessageKey mail);
}
