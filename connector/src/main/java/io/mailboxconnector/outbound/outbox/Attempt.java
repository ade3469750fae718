package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import java.time.Duration;

/** What came out of one attempt to submit a mail of the outbox. */
sealed interface Attempt {

    /** The server took it. */
    record Accepted(SubmissionReceipt receipt) implements Attempt {}

    /** It would be refused again. */
    record Refused(String reason) implements Attempt {}

    /**
     * It was not sent, and may be sent later.
     *
     * @param isAboutTheMail whether other mails may fare better
     * @param delay how long the server wants to be left alone; zero when it does not say
     */
    record NotNow(String reason, boolean isAboutTheMail, Duration delay) implements Attempt {}

    /** Nobody knows. */
    record InDoubt(String reason) implements Attempt {}

    /** What a failure says about the mail. */
    static Attempt of(RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (failure instanceof SubmissionUnknown) {
            return new InDoubt(reason);
        }
        if (failure instanceof SubmissionRejected refused) {
            return switch (refused.retryAdvice().decision()) {
                case RETRY -> new NotNow(reason, true, refused.retryAdvice().delay());
                case DO_NOT_RETRY -> new Refused(reason);
                case CHECK_FIRST -> new InDoubt(reason);
            };
        }
        if (failure instanceof MailboxException other) {
            // Account, configuration or server: nothing that this mail could help, even where repeating needs a change.
            return new NotNow(reason, false, other.retryAdvice().delay());
        }
        return new Refused(failure.toString());
    }
}
