package io.mailboxconnector.limits;

import io.mailboxconnector.settings.AccountSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The budgets of all mailboxes of one engine. A mailbox is known by its address and the host it is read from, whatever the
 * login: servers count per mailbox.
 *
 * <p>Safe for use by any number of threads. A budget that says nothing is forgotten when there are many.
 */
public final class MailboxBudgets {

    /** From this number on those are forgotten that say nothing. */
    static final int MANY = 1000;

    /** Who a mailbox is. */
    private record Identity(String address, String host) {}

    private final Clock clock;
    private final Pause pause;
    private final Map<Identity, MailboxBudget> budgets = new ConcurrentHashMap<>();

    /**
     * Creates it.
     *
     * @param clock tells the time
     * @param pause how threads wait for their turn to send
     */
    public MailboxBudgets(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * The budget of a mailbox. To be asked for anew at each connect, not to be kept longer than a connection.
     *
     * @param account the account whose mailbox it is
     * @return the same for the same mailbox, as long as it says anything
     */
    public MailboxBudget of(AccountSettings account) {
        if (budgets.size() >= MANY) {
            Instant now = clock.instant();
            budgets.values().removeIf(budget -> budget.isUntouched(now));
        }
        Identity identity = new Identity(
                account.mailbox().toLowerCase(Locale.ROOT),
                account.imap().host().toLowerCase(Locale.ROOT));
        return budgets.computeIfAbsent(identity, unknown -> new MailboxBudget(account.mailbox(), clock, pause));
    }

    /** How many are known. */
    int size() {
        return budgets.size();
    }
}
