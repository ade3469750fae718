package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.smtp.SmtpFaults.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What some refusals of a message mean beyond "refused", and what helps: throttling, quotas, missing rights. Stateless; the
 * first rule that fits decides.
 */
final class SubmissionRefusals {

    /** The quotas of Exchange Online and Gmail are counted over 24 hours. */
    private static final Duration QUOTA_PERIOD = Duration.ofDays(1);

    private static final List<Rule> RULES = List.of(
            new Rule(
                    reply -> reply.code() == 530 || reply.enhancedStatus().equals("5.7.57"),
                    r -> MESSAGES.notAuthenticated(r.cause(), r.server(), r.mailbox(), r.text())),
            new Rule(
                    reply -> reply.enhancedStatus().equals("5.7.30"),
                    r -> MESSAGES.passwordsDisabled(r.cause(), r.server(), r.mailbox(), r.text())),
            new Rule(
                    reply ->
                            reply.says("SendAsDenied") || reply.enhancedStatus().equals("5.7.60"),
                    r -> rejected(MESSAGES.sendAsDenied(r.server(), r.mailbox(), r.subject(), r.text()), true, r)),
            new Rule(
                    reply -> reply.says("SubmissionQuotaExceeded")
                            || reply.enhancedStatus().equals("5.4.5"),
                    r -> throttled(MESSAGES.quotaUsedUp(r.server(), r.mailbox(), r.text()), QUOTA_PERIOD, r)),
            new Rule(
                    reply -> reply.says("thread limit exceeded") || reply.says("Concurrent connections limit"),
                    r -> throttled(MESSAGES.tooManySubmissions(r.server(), r.mailbox(), r.text()), Duration.ZERO, r)),
            new Rule(
                    reply -> reply.says("submission rate")
                            || (reply.code() == 421 && reply.enhancedStatus().equals("4.3.2"))
                            || (reply.code() == 451 && reply.enhancedStatus().equals("4.7.0")),
                    r -> throttled(MESSAGES.tooFast(r.server(), r.mailbox(), r.text()), Duration.ZERO, r)),
            new Rule(
                    reply -> reply.enhancedStatus().equals("5.5.105"),
                    r -> rejected(MESSAGES.internalOnly(r.server(), r.mailbox(), r.text()), true, r)),
            new Rule(
                    reply -> reply.enhancedStatus().equals("5.3.4")
                            || (reply.code() == 552 && !reply.enhancedStatus().startsWith("5.2")),
                    r -> rejected(MESSAGES.tooLargeSaysServer(r.server(), r.mailbox(), r.text()), true, r)));

    private SubmissionRefusals() {}

    /** Classifies a refusal; empty when it means no more than it says. */
    static Optional<MailboxException> classify(Refusal refusal) {
        return RULES.stream()
                .filter(rule -> rule.fits.test(refusal.reply()))
                .findFirst()
                .map(rule -> rule.verdict.apply(refusal));
    }

    private static SubmissionRejected rejected(String message, boolean permanent, Refusal refusal) {
        return new SubmissionRejected(message, permanent, List.of(), refusal.cause());
    }

    private static MailboxThrottled throttled(String message, Duration retryAfter, Refusal refusal) {
        return new MailboxThrottled(message, retryAfter, refusal.cause());
    }

    private record Rule(Predicate<SmtpReply> fits, Function<Refusal, MailboxException> verdict) {}
}
