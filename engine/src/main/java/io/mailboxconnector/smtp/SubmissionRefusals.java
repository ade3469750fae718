package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.smtp.SmtpFaults.Refusal;
import io.mailboxconnector.smtp.submit.SmtpReply;
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

    /** A rate is counted per minute. */
    private static final Duration RATE_PERIOD = Duration.ofMinutes(1);

    private static final List<Rule> RULES = List.of(
            new Rule(
                    reply -> reply.code() == 530 || reply.enhancedStatus().equals("5.7.57"),
                    r -> MESSAGES.notAuthenticated(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14032"))),
            new Rule(
                    reply -> reply.enhancedStatus().equals("5.7.30"),
                    r -> MESSAGES.passwordsDisabled(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14023"))),
            new Rule(
                    reply ->
                            reply.says("SendAsDenied") || reply.enhancedStatus().equals("5.7.60"),
                    r -> MESSAGES.sendAsDenied(
                            true,
                            List.of(),
                            r.cause(),
                            r.server(),
                            r.mailbox(),
                            r.subject(),
                            r.text(),
                            r.explanation("MBX14043"))),
            new Rule(
                    reply -> reply.says("SubmissionQuotaExceeded")
                            || reply.enhancedStatus().equals("5.4.5"),
                    r -> MESSAGES.quotaUsedUp(
                            QUOTA_PERIOD, r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14049"))),
            new Rule(
                    reply -> reply.says("thread limit exceeded") || reply.says("Concurrent connections limit"),
                    r -> MESSAGES.tooManySubmissions(
                            r.reply().backoff(),
                            r.cause(),
                            r.server(),
                            r.mailbox(),
                            r.text(),
                            r.explanation("MBX14047"))),
            new Rule(
                    SmtpReply::isThrottling,
                    r -> MESSAGES.tooFast(
                            longer(r.reply().backoff()),
                            r.cause(),
                            r.server(),
                            r.mailbox(),
                            r.text(),
                            r.explanation("MBX14048"))),
            new Rule(
                    reply -> reply.says("submission rate")
                            || (reply.code() == 421 && reply.enhancedStatus().equals("4.3.2"))
                            || (reply.code() == 451 && reply.enhancedStatus().equals("4.7.0")),
                    r -> MESSAGES.tooFast(
                            RATE_PERIOD, r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14048"))),
            new Rule(
                    reply -> reply.enhancedStatus().equals("5.5.105"),
                    r -> MESSAGES.internalOnly(
                            true, List.of(), r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14046"))),
            new Rule(
                    reply -> reply.enhancedStatus().equals("5.3.4")
                            || (reply.code() == 552 && !reply.enhancedStatus().startsWith("5.2")),
                    r -> MESSAGES.tooLargeSaysServer(true, List.of(), r.cause(), r.server(), r.mailbox(), r.text())));

    private SubmissionRefusals() {}

    /** Classifies a refusal; empty when it means no more than it says. */
    static Optional<MailboxException> classify(Refusal refusal) {
        return RULES.stream()
                .filter(rule -> rule.fits.test(refusal.reply()))
                .findFirst()
                .map(rule -> rule.verdict.apply(refusal));
    }

    private static Duration longer(Duration named) {
        return named.isZero() ? RATE_PERIOD : named;
    }

    private record Rule(Predicate<SmtpReply> fits, Function<Refusal, MailboxException> verdict) {}
}
