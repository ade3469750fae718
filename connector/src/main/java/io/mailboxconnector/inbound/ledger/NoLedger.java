package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers nothing: every mail is new. Stateless. */
enum NoLedger implements Ledger {
    /** The only one. */
    INSTANCE;

    @Override
    public Set<MessageKey> enter(List<MessageKey> mails) {
        return new LinkedHashSet<>(mails);
    }

    @Override
    public Set<MessageKey> missing(List<MessageKey> mails) {
        return enter(mails);
    }

    @Override
    public void record(List<MessageKey> mails) {
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
    public void sweep() {
        // There is no table.
    }
}
