package io.mailboxconnector.smtp;

import io.mailboxconnector.settings.Endpoint;
import java.time.Duration;
import java.util.List;

/**
 * How mails are submitted, beyond the account.
 *
 * @param allOrNone whether one refused recipient refuses the mail
 * @param finalLimit how long a server may take to decide about a whole message (RFC 5321 §4.5.3.2.6)
 * @param failover servers to try, in this order, when the one of the account cannot be reached and nothing was accepted
 */
public record SubmissionOptions(boolean allOrNone, Duration finalLimit, List<Endpoint> failover) {

    /** All recipients or none, ten minutes for the decision, no other server. */
    public static final SubmissionOptions DEFAULT = new SubmissionOptions(true, Duration.ofMinutes(10), List.of());

    /** Copies the list. */
    public SubmissionOptions {
        failover = List.copyOf(failover);
    }
}
