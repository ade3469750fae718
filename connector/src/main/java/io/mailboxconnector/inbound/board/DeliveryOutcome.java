package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MailboxException;
import org.jspecify.annotations.Nullable;

/** How a delivery ended, judged by the transaction where there was one (Connectors 2.1 §13.5.6). */
public sealed interface DeliveryOutcome {

    /** The transaction committed or, without one, the bean returned normally. */
    record Committed() implements DeliveryOutcome {}

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
