package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.fault.LoginEcho;
import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.SuggestedBackoff;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.smtp.submit.SmtpReply;
import io.mailboxconnector.smtp.submit.Submission;
import io.mailboxconnector.smtp.submit.SubmissionChannel.ServiceClosing;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door of the room for faults: whatever Angus throws and a server refuses becomes, once, an exception of the API with code and remedy.
 *
 * <p>What the server said decides, not the class of an exception. Stateless but for the account.
 */
final class SmtpFaults {

    private final Endpoint endpoint;
    private final String server;
    private final AccountSettings account;
    private final String mailbox;

    SmtpFaults(AccountSettings account, Endpoint endpoint) {
        this.account = account;
        this.endpoint = endpoint;
        this.server = endpoint.toString();
        this.mailbox = account.mailbox();
    }

    /** A failure to connect or to log in. */
    MailboxException connecting(MessagingException e, SmtpDialogue dialogue, boolean oauth) {
        Optional<IOException> failure = dialogue.failure();
        if (failure.isPresent() && !(failure.get() instanceof ServiceClosing)) {
            return lost(e, failure.get());
        }
        SmtpReply refusal = dialogue.refusal();
        if (e instanceof AuthenticationFailedException) {
            return refusal.isRefusal() || refusal.code() == 334
                    ? LoginRefusals.classify(loginRefusal(e, refusal), oauth)
                    : noMechanism(e, dialogue, oauth);
        }
        if (refusal.isRefusal()) {
            return turnedAway(e, refusal);
        }
        if (endpoint.tls() == TlsMode.STARTTLS && dialogue.lacks("STARTTLS")) {
            return MESSAGES.noStartTls(e, server, mailbox);
        }
        return NetworkFaults.classify(server, e);
    }

    /** The server took the connection and did not ask for a login, so nobody is logged in. */
    MailboxException noMechanism(@Nullable Throwable cause, SmtpDialogue dialogue, boolean oauth) {
        String offered = dialogue.getExtensionParameter("AUTH");
        return MESSAGES.noMechanism(
                cause,
                server,
                mailbox,
                SmtpProperties.mechanisms(account, oauth),
                offered == null ? "none" : ServerText.clean(offered));
    }

    /** The server refused, and the connection lives on. */
    MailboxException refused(Submission submission) {
        String sender = submission.mail().sender().getAddress();
        List<RefusedRecipient> refused = refusedRecipients(submission);
        SmtpReply reply = submission.mailReply().isRefusal()
                ? submission.mailReply()
                : refused.isEmpty() ? submission.contentReply() : lastRefusal(submission);
        Optional<MailboxException> known = SubmissionRefusals.classify(refusal(null, sender, reply));
        if (known.isPresent()) {
            return known.get();
        }
        if (submission.mailReply().isRefusal()) {
            return MESSAGES.senderRefused(!reply.isTransient(), List.of(), null, server, mailbox, sender, reply.text());
        }
        return refused.isEmpty() || submission.contentReply().isRefusal() && someAccepted(submission)
                ? MESSAGES.contentRefused(
                        !submission.contentReply().isTransient(),
                        refused,
                        null,
                        server,
                        mailbox,
                        submission.contentReply().text())
                : recipientsRefused(refused);
    }

    /** The connection broke on the way. */
    MailboxException broken(IOException failure, Submission submission) {
        if (submission.isRefused()) {
            return refused(submission);
        }
        if (failure instanceof ServiceClosing closing) {
            return SubmissionRefusals.classify(
                            refusal(failure, submission.mail().sender().getAddress(), closing.reply()))
                    .orElseGet(() -> goodbye(closing, submission));
        }
        return submission.mayBeTaken()
                ? MESSAGES.unknown(
                        failure,
                        server,
                        mailbox,
                        ServerText.oneLine(submission.mail().messageId()))
                : lost(failure, failure);
    }

    /** An address needs SMTPUTF8, which the server does not offer (RFC 6531 §3.2). */
    SubmissionRejected international(RenderedMail mail) {
        String address = Stream.concat(mail.recipients().stream(), Stream.of(mail.sender()))
                .map(InternetAddress::getAddress)
                .filter(one -> one.chars().anyMatch(c -> c > 0x7f))
                .findFirst()
                .orElse("");
        return MESSAGES.internationalAddress(true, List.of(), null, server, mailbox, ServerText.oneLine(address));
    }

    /** The message is larger than what the server announced to take (RFC 1870 §6.1). */
    SubmissionRejected tooLarge(long size, long limit) {
        return MESSAGES.tooLarge(true, List.of(), null, server, mailbox, size, limit);
    }

    /**
     * Tells the budget when the server wants to be left alone, or takes no mail for a while.
     *
     * @return the fault
     */
    static MailboxException noted(MailboxException fault, MailboxBudget budget) {
        if (fault instanceof MailboxThrottled throttled) {
            if (SuggestedBackoff.in(fault.getMessage()).isPresent()) {
                budget.throttled(throttled);
            } else {
                budget.sendingThrottled(throttled);
            }
        }
        return fault;
    }

    /** The session was used although its connection is gone. */
    MailboxException over() {
        return MESSAGES.sessionOver(server, mailbox);
    }

    private MailboxException goodbye(ServiceClosing closing, Submission submission) {
        String reply = closing.reply().text();
        // A reply is an answer, also to the whole message: the server did not take it (RFC 5321 §3.8). But a proxy may
        // say it
        // whose server took the message a moment before. So it is no lost connection, after which everybody would send
        // again
        // without a second thought: it is a refusal for now, in the server's words.
        return submission.isDecisionPending()
                ? MESSAGES.closedAtFinalDot(false, List.of(), closing, server, mailbox, reply)
                : MESSAGES.connectionClosed(closing, server, mailbox, reply);
    }

    MailboxException lost(Exception e, IOException failure) {
        if (failure instanceof ProtocolException) {
            return MESSAGES.notSmtp(e, server, mailbox, ServerText.clean(failure.getMessage()));
        }
        return failure instanceof EOFException
                ? MESSAGES.connectionClosed(e, server, mailbox, ServerText.clean(failure.getMessage()))
                : NetworkFaults.classify(server, e);
    }

    private MailboxException turnedAway(MessagingException e, SmtpReply reply) {
        boolean crowded = reply.isThrottling()
                || reply.says("too many")
                || reply.says("connections limit")
                || reply.code() == 432;
        return crowded
                ? MESSAGES.tooManyConnections(reply.backoff(), e, server, mailbox, reply.text())
                : MESSAGES.greetedWithRefusal(e, server, mailbox, reply.text());
    }

    private SubmissionRejected recipientsRefused(List<RefusedRecipient> refused) {
        String replies = refused.stream()
                .map(one -> ServerText.oneLine(one.address()) + " (" + one.reply() + ")")
                .collect(Collectors.joining(", "));
        boolean permanent = refused.stream().anyMatch(RefusedRecipient::isPermanent);
        return MESSAGES.recipientsRefused(permanent, refused, null, server, mailbox, ServerText.clean(replies));
    }

    /** The recipients that a server refused, with its reasons. */
    static List<RefusedRecipient> refusedRecipients(Submission submission) {
        List<RefusedRecipient> refused = new ArrayList<>();
        List<SmtpReply> replies = submission.recipientReplies();
        for (int i = 0; i < replies.size(); i++) {
            SmtpReply reply = replies.get(i);
            if (!reply.isPositive()) {
                String address = submission.mail().recipients().get(i).getAddress();
                refused.add(new RefusedRecipient(address, reply.code(), reply.enhancedStatus(), reply.text()));
            }
        }
        return refused;
    }

    private static boolean someAccepted(Submission submission) {
        return submission.recipientReplies().stream().anyMatch(SmtpReply::isPositive);
    }

    private static SmtpReply lastRefusal(Submission submission) {
        if (submission.contentReply().isRefusal() && someAccepted(submission)) {
            return submission.contentReply();
        }
        return submission.recipientReplies().stream()
                .filter(reply -> !reply.isPositive())
                .reduce((first, second) -> second)
                .orElse(SmtpReply.NONE);
    }

    /**
     * A refusal by a server, with everything that a message about it says.
     *
     * @param cause what was thrown; null when there was only a reply
     * @param endpoint the server
     * @param mailbox the mailbox
     * @param subject the sender's address where it matters, else empty text
     * @param reply the reply
     */
    record Refusal(@Nullable Throwable cause, Endpoint endpoint, String mailbox, String subject, SmtpReply reply) {

        String server() {
            return endpoint.toString();
        }

        String text() {
            return reply.text();
        }

        /** What the catalogue says about it under this code. */
        String explanation(String code) {
            return SignalCatalogue.explain(
                    code,
                    Evidence.ofReply(reply.code(), reply.text()).at(endpoint.host()),
                    KnownValues.NONE.with(Placeholder.MAILBOX, mailbox).with(Placeholder.SERVER, server()));
        }
    }

    private Refusal loginRefusal(MessagingException e, SmtpReply reply) {
        LoginEcho echo = new LoginEcho("");
        SmtpReply masked = new SmtpReply(reply.code(), reply.enhancedStatus(), echo.masked(reply.text()));
        return new Refusal(echo.masked(e), endpoint, mailbox, "", masked);
    }

    private Refusal refusal(@Nullable Exception e, String subject, SmtpReply reply) {
        return new Refusal(e, endpoint, mailbox, subject, reply);
    }
}
