package io.mailboxconnector.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server refused a message: its sender, a recipient or its content. Nothing was sent to anybody.
 *
 * @since 0.1
 */
public final class SubmissionRejected extends MailboxException {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final List<RefusedRecipient> refused;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param permanent whether repeating is pointless (a 5xx reply)
     * @param refused the recipients that were refused; empty when the sender or the content was
     * @param cause the failure underneath, if any
     */
    public SubmissionRejected(
            String message, boolean permanent, List<RefusedRecipient> refused, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
        this.refused = List.copyOf(refused);
    }

    /**
     * The recipients that were refused.
     *
     * @return empty when the sender or the content was refused
     */
    public List<RefusedRecipient> refused() {
        return refused;
    }

    @Override
    public RetryAdvice retryAdvice() {
        return permanent ? RetryAdvice.doNotRetry() : RetryAdvice.retry();
    }
}
