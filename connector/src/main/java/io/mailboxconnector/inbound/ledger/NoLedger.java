package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers nothing: every mail is new. Stateless. */
enum NoLedger implements Ledger {
    /** The only one. */
    INSTANCE;

    @Override
    public Answer enter(List<MessageKey> mails) {
        return new Answer(Set.copyOf(mails), Map.of());
    }

    @Override
    public void choose(Map<MessageKey, Settlement> chosen) {
        // There is no table.
    }

    @Override
    public Answer look(List<MessageKey> mails) {
        return enter(mails);
    }

    @Override
    public void record(List<MessageKey> mails, Map<MessageKey, Settlement> chosen) {
        // There is no table.
    }

    @Override
    public Map<MessageKey, Integer> failed(List<MessageKey> mails) {
        return Map.of();
    }

    @Override
    public Map<Long, Integer> attempts(MessageKey anyMail) {
        return Map.of();
    }

    @Override
    public void forgetFailures(List<MessageKey> mails) {
        // There is no table.
    }

    @Override
    public void sweep(MessageKey anyMail, Set<MessageKey> selected) {
        // There is no table.
    }
}
