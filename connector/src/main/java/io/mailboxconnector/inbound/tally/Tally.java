package io.mailboxconnector.inbound.tally;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.ledger.Durability;
import io.mailboxconnector.inbound.ledger.Ledger;
import io.mailboxconnector.inbound.settings.InboundSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notes failed attempts beyond the life of the process. Belongs to one connection and the watch's thread. Does nothing where
 * there is no ledger and the server keeps no keywords: then the count lasts as long as the process.
 */
public interface Tally {

    /**
     * The one for a folder.
     *
     * @param settings the activation
     * @param session the connection
     * @param folder what the server keeps in the folder
     * @param board knows the failures
     * @param durability the ledger, if there is one
     * @return a tally
     */
    static Tally of(
            InboundSettings settings,
            ImapSession session,
            FolderState folder,
            DeliveryBoard board,
            Durability durability) {
        if (durability.ledger() != Ledger.none()) {
            return new LedgerTally(settings.watched(), durability.ledger(), board);
        }
        KeywordTally keywords = new KeywordTally(settings.watched(), session, folder.uidValidity(), board.attempts());
        return keywords.isKeptBy(folder) ? keywords : new Tally() {};
    }

    /**
     * The folder was selected.
     *
     * @param anyMail a key of the folder
     */
    default void open(MessageKey anyMail) {}

    /**
     * A mail was found.
     *
     * @param key the mail
     * @param flags its flags and keywords in lower case
     */
    default void found(MessageKey key, Set<String> flags) {}

    /** Notes what failed since the last time. */
    default void note() {}

    /**
     * Some mails are to be settled now.
     *
     * @param settlements what is to be written
     */
    default void settling(Map<MessageKey, Settlement> settlements) {}

    /**
     * Some mails are settled on the server, of which the board does not know yet.
     *
     * @param mails the mails
     * @param settlement what was written
     */
    default void settled(List<MessageKey> mails, Settlement settlement) {}
}
