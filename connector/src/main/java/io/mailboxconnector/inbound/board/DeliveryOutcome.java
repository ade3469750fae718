package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a delivery ended, judged by the transaction where there was one (Connectors 2.1 §13.5.6). */
public sealed interface DeliveryOutcome {

    /** The transaction committed or, without one, the bean returned normally. */
    record Committed() implements DeliveryOutcome {}

    /**
     * The mails took effect before, in a transaction whose settlement the server was not told: the bean was not called again.
     *
     * @param chosen the settlements that the bean chose then; one without a choice is missing
     */
    record KnownBefore(Map<MessageKey, Settlement> chosen) implements DeliveryOutcome {}

    /**
     * The transaction did not commit or, without one, the bean threw.
     *
     * @param reason a few words for the log
     * @param failure what the bean or the container threw, if anything
     */
    record Failed(String reason, @Nullable Throwable failure) implements DeliveryOutcome {}

    /**
     * The bean was not called, because what has to be asked before could not be. No attempt is counted.
     *
     * @param failure why
     */
    record Postponed(MailboxException failure) implements DeliveryOutcome {}
}
