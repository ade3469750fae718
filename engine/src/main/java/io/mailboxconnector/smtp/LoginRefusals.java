package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.smtp.SmtpFaults.Refusal;
import io.mailboxconnector.smtp.submit.SmtpReply;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the refusals of a login mean, and what helps. Stateless; the first rule that fits decides. */
final class LoginRefusals {

    private static final List<Rule> RULES = List.of(
            new Rule(
                    says("SmtpClientAuthentication is disabled for the Tenant"),
                    r -> MESSAGES.disabledForTenant(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14021"))),
            new Rule(
                    says("disabled for the Mailbox"),
                    r -> MESSAGES.disabledForMailbox(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14022"))),
            new Rule(
                    says("basic authentication is disabled").or(enhanced("5.7.30")),
                    r -> MESSAGES.passwordsDisabled(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14023"))),
            new Rule(
                    says("security defaults"),
                    r -> MESSAGES.securityDefaults(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14024"))),
            new Rule(
                    says("did not meet the criteria"),
                    r -> MESSAGES.conditionalAccess(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14025"))),
            new Rule(
                    says("Application-specific password").or(enhanced("5.7.9")),
                    r -> MESSAGES.appPasswordNeeded(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14028"))),
            new Rule(
                    says("line too long"),
                    r -> MESSAGES.tokenTooLong(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14029"))),
            new Rule(
                    says("too many").and(Predicate.not(says("bad auth"))).or(SmtpReply::isThrottling),
                    r -> MESSAGES.tooManyLogins(
                            r.reply().backoff(),
                            r.cause(),
                            r.server(),
                            r.mailbox(),
                            r.text(),
                            r.explanation("MBX14031"))),
            new Rule(
                    SmtpReply::isTransient,
                    r -> MESSAGES.loginNotChecked(r.cause(), r.server(), r.mailbox(), r.text())),
            new Rule(
                    enhanced("5.7.3"),
                    r -> MESSAGES.notPermitted(
                            r.cause(), r.server(), r.mailbox(), r.text(), r.explanation("MBX14026"))));

    private LoginRefusals() {}

    /** Classifies a refused login; {@code oauth} says whether a token was presented. */
    static MailboxException classify(Refusal refusal, boolean oauth) {
        for (Rule rule : RULES) {
            if (rule.fits.test(refusal.reply())) {
                return rule.verdict.apply(refusal);
            }
        }
        return oauth
                ? MESSAGES.tokenRefused(
                        refusal.cause(),
                        refusal.server(),
                        refusal.mailbox(),
                        refusal.text(),
                        refusal.explanation("MBX14027"))
                : MESSAGES.loginRefused(
                        refusal.cause(),
                        refusal.server(),
                        refusal.mailbox(),
                        refusal.text(),
                        refusal.explanation("MBX14020"));
    }

    private static Predicate<SmtpReply> says(String phrase) {
        return reply -> reply.says(phrase);
    }

    private static Predicate<SmtpReply> enhanced(String status) {
        return reply -> reply.enhancedStatus().equals(status);
    }

    private record Rule(Predicate<SmtpReply> fits, Function<Refusal, MailboxException> verdict) {}
}
